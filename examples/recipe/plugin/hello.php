<?php
/** Plugin Name: Hello */
