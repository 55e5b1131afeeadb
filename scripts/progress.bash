# Lines that tell a person what a script is doing. Sourced by the scripts beside it.
#
# On a terminal a running step rewrites one line; with CI=true or without a terminal every line is
# printed once and stays.

progress_step=0
progress_steps=0
progress_live=false
if [[ -t 1 && "${CI:-}" != true ]]; then
  progress_live=true
fi

# progress_begin COUNT: how many steps will follow.
progress_begin() {
  progress_step=0
  progress_steps=$1
}

# step TEXT…: starts the next step, as "[2/4] configuring".
step() {
  progress_step=$((progress_step + 1))
  printf '[%d/%d] %s\n' "$progress_step" "$progress_steps" "$*"
}

# live TEXT…: where a running step stands. Nothing without a terminal.
live() {
  if $progress_live; then
    printf '\r\033[K      %s' "$*"
  fi
}

# live_end: clears the line that `live` wrote.
live_end() {
  if $progress_live; then
    printf '\r\033[K'
  fi
}

# note TEXT…: a line below the current step.
note() {
  printf '      %s\n' "$*"
}

# fail TEXT…: one line that says what is wrong and what to do, and exit 1.
fail() {
  live_end
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# seconds_text SECONDS: "7 s" or "2 min 5 s".
seconds_text() {
  if (($1 < 60)); then
    printf '%d s' "$1"
  else
    printf '%d min %d s' $(($1 / 60)) $(($1 % 60))
  fi
}

# usage FILE: the comment block at the head of FILE, which is that script's help.
usage() {
  sed -n '2,/^[^#]/{/^#/!q;s/^# \{0,1\}//;p}' "$1"
}
