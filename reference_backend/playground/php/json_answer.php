<?php
// How the files of this folder talk: their caller sets $input, and they print one JSON text. What
// plugins print meanwhile would spoil it and is dropped.

ob_start();

/** Prints the answer, indented for people where they see it. */
function wp_codebox_answer($answer, int $more_flags = 0): void {
    while (ob_get_level() > 0) {
        ob_end_clean();
    }
    $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE;
    $text = json_encode($answer, $flags | $more_flags);
    if ($text === false) {
        throw new RuntimeException('the answer has no JSON form: ' . json_last_error_msg());
    }
    echo $text;
}

/** Ends the run with an error that has a code of its own. */
function wp_codebox_refuse(string $code, string $message): never {
    wp_codebox_answer(['wpCodeboxRefusal' => ['code' => $code, 'message' => $message]]);
    exit(0);
}

/** Acts as the user with that id or login name; as nobody when it is null. */
function wp_codebox_act_as(?string $user): void {
    if ($user === null) {
        return;
    }
    $found = get_user_by(ctype_digit($user) ? 'id' : 'login', $user);
    if (!$found) {
        wp_codebox_refuse('runtime-argument-invalid', "there is no user $user");
    }
    wp_set_current_user($found->ID);
}
