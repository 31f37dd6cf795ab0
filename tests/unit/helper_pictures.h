/* helper_pictures.h: the example of each topology as it must be drawn, at 76 and at 38 columns. */
#ifndef HELPER_PICTURES_H
#define HELPER_PICTURES_H

#include <stddef.h>

struct picture {
	const char *topology;
	size_t width;
	const char *lines;
};

static const struct picture pictures[] = {
	{ "consolidated", 76,
	        "Internet    firewall  forest contoso\n"
	        "                   ║  ┌ Redmond ───────┐\n"
	        "mail.contoso.com ──╫─>│ * Autodiscover │\n"
	        "                   ║  │ CAS01 CAS02    │\n"
	        "                   ║  └────────────────┘\n" },
	{ "single-namespace-proxy", 76,
	        "Internet    firewall  forest contoso\n"
	        "                   ║  ┌ Redmond ───────┐         ┌ Dublin ─┐\n"
	        "mail.contoso.com ──╫─>│ * Autodiscover │─┬proxy─>│ CAS03   │\n"
	        "                   ║  │ CAS01 CAS02    │ │       └─────────┘\n"
	        "                   ║  └────────────────┘ │       ┌ Oslo ───┐\n"
	        "                   ║                     └proxy─>│ CAS04   │\n"
	        "                   ║                             └─────────┘\n" },
	{ "single-namespace-multi-site", 76,
	        "Internet    firewall  forest contoso\n"
	        "                   ║  ┌ Redmond ───────┐\n"
	        "mail.contoso.com ─┬╫─>│ * Autodiscover │\n"
	        "                  │║  │ CAS01 CAS02    │\n"
	        "                  │║  └────────────────┘\n"
	        "                  │║  ┌ Dublin ────────┐\n"
	        "                  └╫─>│ CAS03          │\n"
	        "                   ║  └────────────────┘\n" },
	{ "regional", 76,
	        "Internet           firewall  forest contoso\n"
	        "                          ║  ┌ New York ──────┐         ┌ Oslo ─┐\n"
	        "mail.usa.contoso.com ─────╫─>│ * Autodiscover │──proxy─>│ CAS04 │\n"
	        "                          ║  │ CAS01 CAS02    │         └───────┘\n"
	        "                          ║  └────────────────┘\n"
	        "                          ║  ┌ London ────────┐\n"
	        "mail.europe.contoso.com ──╫─>│ CAS03          │\n"
	        "                          ║  └────────────────┘\n" },
	{ "multi-forest", 76,
	        "Internet               firewall  forest contoso\n"
	        "                              ║  ┌ New York ──────┐\n"
	        "mail.usa.contoso.com ─────────╫─>│ * Autodiscover │\n"
	        "                              ║  │ CAS01          │\n"
	        "                              ║  └────────────────┘\n"
	        "                              ║  ┌ London ────────┐\n"
	        "mail.europe.contoso.com ──────╫─>│ CAS02          │\n"
	        "                              ║  └────────────────┘\n"
	        "                              ║  forest contosoonline\n"
	        "                              ║  ┌ Tokyo ─────────┐\n"
	        "mail.asia.contosoonline.com ──╫─>│ * Autodiscover │\n"
	        "                              ║  │ CAS11          │\n"
	        "                              ║  └────────────────┘\n" },
	{ "consolidated", 38,
	        "Internet\n"
	        "══╪═ firewall ════════════════════════\n"
	        "  │ mail.contoso.com\n"
	        "  │ ┌ Redmond ───────┐\n"
	        "  └>│ * Autodiscover │\n"
	        "    │ CAS01 CAS02    │\n"
	        "    └────────────────┘\n" },
	{ "single-namespace-proxy", 38,
	        "Internet\n"
	        "══╪═ firewall ════════════════════════\n"
	        "  │ mail.contoso.com\n"
	        "  │ ┌ Redmond ───────┐\n"
	        "  └>│ * Autodiscover │\n"
	        "    │ CAS01 CAS02    │\n"
	        "    └─┬──────────────┘\n"
	        "      │       ┌ Dublin ─┐\n"
	        "      ├proxy─>│ CAS03   │\n"
	        "      │       └─────────┘\n"
	        "      │       ┌ Oslo ─┐\n"
	        "      └proxy─>│ CAS04 │\n"
	        "              └───────┘\n" },
	{ "single-namespace-multi-site", 38,
	        "Internet\n"
	        "══╪═ firewall ════════════════════════\n"
	        "  │ mail.contoso.com\n"
	        "  │ ┌ Redmond ───────┐\n"
	        "  ├>│ * Autodiscover │\n"
	        "  │ │ CAS01 CAS02    │\n"
	        "  │ └────────────────┘\n"
	        "  │ ┌ Dublin ─┐\n"
	        "  └>│ CAS03   │\n"
	        "    └─────────┘\n" },
	{ "regional", 38,
	        "Internet\n"
	        "══╪═ firewall ════════════════════════\n"
	        "  │ mail.usa.contoso.com\n"
	        "  │ ┌ New York ──────┐\n"
	        "  ├>│ * Autodiscover │\n"
	        "  │ │ CAS01 CAS02    │\n"
	        "  │ └─┬──────────────┘\n"
	        "  │   │       ┌ Oslo ─┐\n"
	        "  │   └proxy─>│ CAS04 │\n"
	        "  │           └───────┘\n"
	        "  │ mail.europe.contoso.com\n"
	        "  │ ┌ London ─┐\n"
	        "  └>│ CAS03   │\n"
	        "    └─────────┘\n" },
	{ "multi-forest", 38,
	        "Internet\n"
	        "══╪═ firewall ════════════════════════\n"
	        "  │ forest contoso\n"
	        "  │ mail.usa.contoso.com\n"
	        "  │ ┌ New York ──────┐\n"
	        "  ├>│ * Autodiscover │\n"
	        "  │ │ CAS01          │\n"
	        "  │ └────────────────┘\n"
	        "  │ mail.europe.contoso.com\n"
	        "  │ ┌ London ─┐\n"
	        "  ├>│ CAS02   │\n"
	        "  │ └─────────┘\n"
	        "  │ forest contosoonline\n"
	        "  │ mail.asia.contosoonline.com\n"
	        "  │ ┌ Tokyo ─────────┐\n"
	        "  └>│ * Autodiscover │\n"
	        "    │ CAS11          │\n"
	        "    └────────────────┘\n" },
};

#endif
