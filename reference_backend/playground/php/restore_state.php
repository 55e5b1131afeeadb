<?php
// Puts a captured state in place of the present one. $input: folder (a path of the sandbox with
// files/ and tables.json), mounts (targets). Nothing of WordPress is loaded before the files are in
// place, because they hold its database.

require __DIR__ . '/json_answer.php';
require __DIR__ . '/database_tables.php';

ini_set('memory_limit', '1536M');
$content = '/wordpress/wp-content';

/** Removes what lies below a folder, but no mount; true when nothing is left. */
function wp_codebox_clear(string $folder, array $mounts): bool {
    $empty = true;
    foreach (array_diff(scandir($folder) ?: [], ['.', '..']) as $name) {
        $path = "$folder/$name";
        if (in_array($path, $mounts, true)) {
            $empty = false;
        } elseif (is_link($path) || !is_dir($path)) {
            unlink($path);
        } elseif (wp_codebox_clear($path, $mounts)) {
            rmdir($path);
        } else {
            $empty = false;
        }
    }
    return $empty;
}

/** Copies all files of a folder; what a mount covers stays as the mount has it. */
function wp_codebox_copy(string $from, string $to, array $mounts): void {
    if (in_array($to, $mounts, true)) {
        return;
    }
    if (!is_dir($from)) {
        if (!copy($from, $to)) {
            throw new RuntimeException("$to cannot be written");
        }
        return;
    }
    if (!is_dir($to) && !mkdir($to, 0777, true)) {
        throw new RuntimeException("$to cannot be made");
    }
    foreach (array_diff(scandir($from), ['.', '..']) as $name) {
        wp_codebox_copy("$from/$name", "$to/$name", $mounts);
    }
}

/** Tables in a form in which equal ones are identical. */
function wp_codebox_comparable(array $tables): array {
    $comparable = [];
    foreach ($tables as $table) {
        $rows = [];
        foreach ($table['rows'] as $row) {
            $row = (array) $row;
            ksort($row);
            $rows[] = $row;
        }
        $comparable[$table['name']] = [$table['createSql'], $rows];
    }
    ksort($comparable);
    return $comparable;
}

function wp_codebox_query(string $sql): void {
    global $wpdb;
    if ($wpdb->query($sql) === false) {
        throw new RuntimeException("the database refuses a statement: $wpdb->last_error");
    }
}

/** Drops all tables and builds those of the state. */
function wp_codebox_rebuild(array $tables): void {
    global $wpdb;
    $quoted = fn($value) => $value === null
        ? 'NULL'
        : "'" . $wpdb->remove_placeholder_escape($wpdb->_real_escape($value)) . "'";
    $name_of = fn($name) => '`' . str_replace('`', '``', $name) . '`';
    wp_codebox_query('START TRANSACTION');
    foreach ($wpdb->get_col('SHOW TABLES') as $name) {
        wp_codebox_query('DROP TABLE ' . $name_of($name));
    }
    foreach ($tables as $table) {
        wp_codebox_query($table['createSql']);
        foreach ($table['rows'] as $row) {
            $columns = implode(', ', array_map($name_of, array_map('strval', array_keys($row))));
            $values = implode(', ', array_map($quoted, $row));
            wp_codebox_query('INSERT INTO ' . $name_of($table['name']) . " ($columns) VALUES ($values)");
        }
    }
    wp_codebox_query('COMMIT');
}

clearstatcache();
wp_codebox_clear($content, $input['mounts']);
wp_codebox_copy($input['folder'] . '/files', $content, $input['mounts']);
// A payload of another program need not have the file of this database; its tables are enough.
is_dir("$content/database") || mkdir("$content/database");
if (function_exists('opcache_reset')) {
    opcache_reset();
}

$wanted = json_decode(
    file_get_contents($input['folder'] . '/tables.json'), true, 512, JSON_THROW_ON_ERROR
);
wp_codebox_load_database();
$here = fn() => wp_codebox_comparable(
    json_decode(json_encode(wp_codebox_tables(), JSON_INVALID_UTF8_SUBSTITUTE), true)
);
// The database came with the files; it is rebuilt when the tables say something else.
if ($here() !== wp_codebox_comparable($wanted)) {
    wp_codebox_rebuild($wanted);
}
wp_codebox_answer(['restored' => count($wanted)]);
