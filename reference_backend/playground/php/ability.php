<?php
// wordpress.ability. $input: name, input (any JSON value), user (text or null).

require __DIR__ . '/json_answer.php';

if (!function_exists('wp_get_ability')) {
    wp_codebox_refuse(
        'runtime-command-unsupported',
        'wordpress.ability needs the Abilities API, which WordPress ' . get_bloginfo('version') .
            ' does not have'
    );
}
wp_codebox_act_as($input['user']);
$ability = wp_get_ability($input['name']);
if (!$ability) {
    wp_codebox_refuse('runtime-argument-invalid', 'there is no ability ' . $input['name']);
}
// An ability without an input schema accepts none.
$given = $input['input'];
$result = $given === [] ? $ability->execute() : $ability->execute($given);
if (is_wp_error($result)) {
    wp_codebox_refuse(
        'wp-codebox-playground-command-failed',
        'wordpress.ability ' . $input['name'] . ' failed: ' . $result->get_error_message() . ' (' .
            $result->get_error_code() . ')'
    );
}
wp_codebox_answer([
    'command' => 'wordpress.ability',
    'name' => $input['name'],
    'input' => $given === [] ? new stdClass() : $given,
    'result' => $result,
], JSON_PRETTY_PRINT);
