#!/bin/sh
# Makes the secrets that compose.yaml mounts: a password of the database, and the address that holds it. What is there already stays.
set -eu
folder="$(dirname "$0")/secrets"
mkdir -p "$folder"
# Only the owner reaches the files; inside a container another user has to read them.
chmod 700 "$folder"
if [ -e "$folder/database-password" ]; then
  echo "$folder has its secrets already"
  exit 0
fi
password="$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')"
printf '%s' "$password" > "$folder/database-password"
printf 'postgres://baton:%s@database:5432/baton' "$password" > "$folder/database-url"
chmod 444 "$folder/database-password" "$folder/database-url"
echo "made $folder/database-password and $folder/database-url"
