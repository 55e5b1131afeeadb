<?php
// The tables of WordPress, whatever database is below it. Needs $wpdb, so at least SHORTINIT.

/** Loads as much of WordPress as $wpdb and the options need, and none of the site's plugins. */
function wp_codebox_load_database(): void {
    define('SHORTINIT', true);
    require '/wordpress/wp-load.php';
}

/** All tables, in byte order of their names: name, createSql, rows, rowCount. */
function wp_codebox_tables(): array {
    global $wpdb;
    $tables = [];
    // One transaction takes the locks once, and sees one state.
    $wpdb->query('START TRANSACTION');
    $names = $wpdb->get_col('SHOW TABLES');
    sort($names, SORT_STRING);
    foreach ($names as $name) {
        $create = $wpdb->get_row("SHOW CREATE TABLE `$name`", ARRAY_N);
        $rows = $wpdb->get_results("SELECT * FROM `$name`", ARRAY_A);
        if (!$create || $wpdb->last_error !== '') {
            throw new RuntimeException("the table $name cannot be read: $wpdb->last_error");
        }
        foreach ($rows as &$row) {
            foreach ($row as &$value) {
                $value = $value === null ? null : (string) $value;
            }
            unset($value);
            // JSON has no rows without columns, and no list in their place.
            $row = (object) $row;
        }
        unset($row);
        $tables[] = [
            'name' => $name,
            'createSql' => $create[1],
            'rows' => $rows,
            'rowCount' => count($rows),
        ];
    }
    $wpdb->query('COMMIT');
    return $tables;
}

/** Paths of the regular files below wp-content that belong to the site: no links, no mounts. */
function wp_codebox_site_files(string $content, array $mounts): array {
    $files = [];
    for ($folders = ['']; $folders; ) {
        $folder = array_pop($folders);
        foreach (scandir("$content$folder") ?: [] as $name) {
            $path = "$folder/$name";
            $full = "$content$path";
            if ($name === '.' || $name === '..' || in_array($full, $mounts, true) || is_link($full)) {
                continue;
            }
            if (is_dir($full)) {
                $folders[] = $path;
            } elseif (is_file($full)) {
                $files[] = substr($path, 1);
            }
        }
    }
    sort($files, SORT_STRING);
    return $files;
}
