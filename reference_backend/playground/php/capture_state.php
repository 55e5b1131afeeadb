<?php
// The state for a snapshot. $input: mounts (targets). Prints the length of a JSON text and a line
// feed, the JSON text, and then the bytes of all files that it lists.

require __DIR__ . '/json_answer.php';
require __DIR__ . '/database_tables.php';

ini_set('memory_limit', '1536M');
wp_codebox_load_database();

$tables = wp_codebox_tables();
clearstatcache();
$files = [];
$contents = [];
foreach (wp_codebox_site_files(WP_CONTENT_DIR, $input['mounts']) as $path) {
    $bytes = file_get_contents(WP_CONTENT_DIR . '/' . $path);
    if ($bytes === false) {
        throw new RuntimeException("$path cannot be read");
    }
    $files[] = ['path' => base64_encode($path), 'bytes' => strlen($bytes)];
    $contents[] = $bytes;
}
while (ob_get_level() > 0) {
    ob_end_clean();
}
$text = json_encode([
    'wordpressVersion' => $GLOBALS['wp_version'],
    'phpVersion' => PHP_VERSION,
    'activeTheme' => (string) get_option('stylesheet'),
    'activePlugins' => array_values((array) get_option('active_plugins', [])),
    'wpContentPath' => WP_CONTENT_DIR,
    'tables' => $tables,
    'files' => $files,
], JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR);
echo strlen($text), "\n", $text;
foreach ($contents as $bytes) {
    echo $bytes;
}
