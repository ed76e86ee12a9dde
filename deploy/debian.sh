#!/usr/bin/env bash
# A Debian package of the single file: program, service, nightly backup, a file of settings, and the guide. deploy/publish.sh deb calls it.
# Usage: deploy/debian.sh FOLDER_OF_THE_PROGRAM VERSION OUT; wants dpkg-deb. Install it with: apt install ./recto_VERSION_amd64.deb
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:?folder of the program} version=${2:?version} out=${3:?where to}
tree=$(mktemp -d); trap 'rm -rf "$tree"' EXIT
chmod 0755 "$tree"
doc=$tree/usr/share/doc/recto
install -d "$tree"/{DEBIAN,etc/recto,usr/bin,usr/lib/recto,lib/systemd/system} "$doc"
install -m 0755 "$program/recto" "$tree/usr/lib/recto/recto"
install -m 0755 deploy/recto-wal-archive deploy/recto-point-in-time "$tree/usr/lib/recto"
ln -s ../lib/recto/recto "$tree/usr/bin/recto"
install -m 0644 deploy/recto.service deploy/recto-backup.service deploy/recto-backup.timer "$tree/lib/systemd/system"
cp -r docs/operate "$doc/operate"
install -m 0644 NOTICE "$doc/NOTICE"
gzip -9n < CHANGELOG.md > "$doc/CHANGELOG.md.gz"
printf 'recto (%s) stable; urgency=medium\n\n  * What has changed stands in CHANGELOG.md.gz.\n\n -- The Recto authors <recto@example.org>  %s\n' "$version" "$(git log -1 --format=%aD 2> /dev/null || date -R)" | gzip -9n > "$doc/changelog.gz"
install -d "$tree/usr/share/man/man1"
gzip -9n < deploy/recto.1 > "$tree/usr/share/man/man1/recto.1.gz"
chmod -R u=rwX,go=rX "$doc"
cat > "$doc/copyright" <<'TEXT'
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Recto

Files: *
Copyright: 2026 The Recto authors
License: Apache-2.0
 On Debian systems the text stands in /usr/share/common-licenses/Apache-2.0. What the program is made of beside its own code stands in NOTICE.
TEXT
cat > "$tree/etc/recto/recto.env" <<'TEXT'
# Settings of Recto, a line each: NAME=value. All of them stand in /usr/share/doc/recto/operate/settings.md; "recto config" shows what is in force.
#RECTO_ADDRESS=https://journals.example.org
#RECTO_URLS=http://127.0.0.1:5000
#RECTO_MAIL=smtp://127.0.0.1:25
#RECTO_MAIL_FROM=Journals <journals@example.org>
#RECTO_ADMIN_EMAIL=journals@example.org
TEXT
chmod 0640 "$tree/etc/recto/recto.env"
echo /etc/recto/recto.env > "$tree/DEBIAN/conffiles"
cat > "$tree/DEBIAN/control" <<TEXT
Package: recto
Version: $version
Section: web
Priority: optional
Architecture: amd64
Depends: adduser, ca-certificates, libc6 (>= 2.31), libgcc-s1, libstdc++6, libssl3 | libssl3t64, libicu72 | libicu74 | libicu76, tzdata
Suggests: postgresql, redis-server, haproxy
Installed-Size: $(du -sk --exclude=DEBIAN "$tree" | cut -f1)
Maintainer: The Recto authors <recto@example.org>
Description: scholarly journals, with their notes read
 Publishes, sells and preserves scholarly journals. Articles go in as JATS,
 Word or saved pages; a complete journal site comes out, in which every
 footnote is understood: what it cites, which archival file, which earlier
 note, what is wrong with it.
TEXT
cat > "$tree/DEBIAN/postinst" <<'TEXT'
#!/bin/sh
set -e
if [ "$1" = configure ]; then
  adduser --system --group --home /var/lib/recto --no-create-home --quiet recto
  install -d -o recto -g recto -m 0750 /var/lib/recto
  install -d -o recto -g recto -m 0700 /var/backups/recto
  chown root:recto /etc/recto/recto.env
  chmod 0640 /etc/recto/recto.env
  if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl enable --quiet recto.service recto-backup.timer
    systemctl restart recto.service
    systemctl start recto-backup.timer
  fi
fi
TEXT
cat > "$tree/DEBIAN/prerm" <<'TEXT'
#!/bin/sh
set -e
if [ "$1" = remove ] && [ -d /run/systemd/system ]; then
  systemctl disable --quiet --now recto.service recto-backup.timer
fi
TEXT
# Journals are not thrown away with a program: /var/lib/recto and the backups stay, whatever is asked.
cat > "$tree/DEBIAN/postrm" <<'TEXT'
#!/bin/sh
set -e
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
fi
if [ "$1" = purge ]; then
  rm -rf /etc/recto /var/cache/recto
  echo "The journals in /var/lib/recto and the backups in /var/backups/recto are left where they are."
fi
TEXT
chmod 0755 "$tree"/DEBIAN/{postinst,prerm,postrm}
name=recto_${version}_amd64.deb
dpkg-deb --root-owner-group -Zxz --build "$tree" "$out/$name" > /dev/null
echo "$name: $(du -m "$out/$name" | cut -f1) MB, installed $(du -sm "$tree" | cut -f1) MB"
