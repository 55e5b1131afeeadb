<?php
// wordpress.wp-cli. $input: phar (a path of the sandbox), words of the command line.

// The answer is the command's own output, so these are what a shell gives to a program; PHP leaves
// them out when it does not run a script of the command line.
defined('STDIN') || define('STDIN', fopen('php://memory', 'r'));
defined('STDOUT') || define('STDOUT', fopen('php://output', 'w'));
defined('STDERR') || define('STDERR', fopen('php://stderr', 'w'));
// Tables instead of tab-separated values.
putenv('SHELL_PIPE=0');

$_SERVER['argv'] = $argv = ['wp', '--path=/wordpress', ...$input['words']];
$_SERVER['argc'] = $argc = count($argv);
$GLOBALS['argv'] = $argv;
$GLOBALS['argc'] = $argc;

require $input['phar'];
