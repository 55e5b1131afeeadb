<?php
// Which PHP this is. Runs once a boot, without WordPress.
echo PHP_VERSION;
