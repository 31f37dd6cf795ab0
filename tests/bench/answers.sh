#!/bin/sh
# answers.sh KIND COUNT [KEY]: an answer file of a given size, on standard output.
#
#	sites	as many Internet-facing sites, each with its own namespace: one request for each
#	domains	as many SMTP domains in one site: one request with all their names
#
# KEY is "ec" (default) or "rsa".
set -eu
kind=$1 count=$2 key=${3:-ec}

case $key in
ec) key='algorithm = "ec"; curve = "P-256";' ;;
rsa) key='algorithm = "rsa"; bits = 2048;' ;;
*) echo "answers.sh: no such key: $key" >&2; exit 2 ;;
esac
case $kind in
sites) sites=$count domains=1 ;;
domains) sites=1 domains=$count ;;
*) echo "answers.sh: no such kind: $kind" >&2; exit 2 ;;
esac

awk -v sites="$sites" -v domains="$domains" -v key="$key" 'BEGIN {
	print "format = 1;"
	print "product = { version = \"SE\"; update = \"RTM\"; };"
	print "policy = { baseline = \"current\"; date = \"2026-11-22\"; };"
	print "organization = { name = \"Example, Inc.\"; country = \"US\"; };"
	printf "topology = \"%s\";\n", (sites > 1 ? "regional" : "consolidated")
	print "forests = ( {"
	print "  name = \"example\"; ad_domain = \"corp.example.org\";"
	printf "  smtp_domains = [ \"example.org\""
	for (i = 1; i < domains; i++)
		printf ", \"d%06d.com\"", i
	print " ];"
	print "  sites = ("
	for (i = 0; i < sites; i++) {
		printf "    { name = \"Site%d\"; namespace = \"mail%d.example.org\";\n", i, i
		printf "      servers = [ \"EX%05d\" ];\n", i
		printf "      external_addresses = [ \"203.0.113.%d\" ];\n", i % 254 + 1
		printf "      internal_addresses = [ \"10.1.%d.%d\" ]; }%s\n", i / 254, i % 254 + 1,
			(i < sites - 1 ? "," : "")
	}
	print "  ); } );"
	printf "certificates = { scenario = \"unified-communications\"; issuer = \"public-ca\";\n"
	printf "  key = { %s }; };\n", key
}'
