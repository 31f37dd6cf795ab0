/* issued_import.c: import.ps1: the plan's own commands, server by server. */
#include "base/quote.h"
#include "base/text.h"
#include "core/scope.h"
#include "issued.h"
#include "script.h"

#define LINE_END "\r\n"
/* Steps that are made for a certificate on a server: install it, put it to use. */
#define FOR_EACH "certificate-server"

/* Into the computer's store, from where Windows sends them beside the server's certificate. A PFX
 * that a cmdlet imports does not always bring them there. */
static void put_intermediates(struct buf *out, const struct issued *issued, struct arena *arena)
{
	const struct issued_chain *chain = issued->chain;
	size_t count = chain->count - (chain->ends_at_root && chain->count > 0);
	if (count)
		script_note(out, "Intermediate certificates");
	for (size_t i = 0; i < count; i++) {
		buf_puts(out, "certutil.exe -addstore CA ");
		quote_powershell(out, arena_printf(arena, WORK_FOLDER "%s",
		                              issued_chain_name(issued, i, arena)));
		buf_puts(out, LINE_END);
	}
}

static void put_lines(struct buf *out, const char *label, const struct text_list *lines)
{
	LIST_EACH(const char *, line, *lines)
		script_comment(out, label, *line);
}

static void put_step(struct buf *out, const struct plan_step *step)
{
	script_blank(out);
	script_comment(out, "---- ", step->title);
	script_comment(out, "Id: ", step->id);
	put_lines(out, "Do: ", &step->actions);
	script_commands(out, &step->commands);
	put_lines(out, "Check: ", &step->verify);
	script_commands(out, &step->verify_commands);
	put_lines(out, "Way back: ", &step->undo);
	script_commands_aside(out, &step->undo_commands);
}

static void put_server(struct buf *out, const struct issued *issued,
        const struct server_place *place, struct arena *arena)
{
	const char *name = place->server->name;
	script_blank(out);
	buf_puts(out, "if ($env:COMPUTERNAME -eq ");
	quote_powershell(out, name);
	buf_puts(out, ") {" LINE_END);
	put_intermediates(out, issued, arena);
	LIST_EACH(const struct plan_step, step, issued->plan->steps) {
		if (step->certificate == issued->certificate && step->server &&
		        text_equal(step->server, name) &&
		        text_equal(step->row->for_each, FOR_EACH))
			put_step(out, step);
	}
	buf_puts(out, "}" LINE_END);
}

/* Run anywhere else the script does nothing: it says so. */
static void put_elsewhere(struct buf *out, const struct plan_certificate *certificate)
{
	const char *joint = "if (@(";
	script_blank(out);
	LIST_EACH(const struct server_place, place, certificate->servers) {
		buf_puts(out, joint);
		quote_powershell(out, place->server->name);
		joint = ", ";
	}
	buf_puts(out, ") -notcontains $env:COMPUTERNAME) {" LINE_END "Write-Warning -Message ");
	quote_powershell(out, "This computer is none of the servers that this script is for. "
	                      "Nothing was done.");
	buf_puts(out, LINE_END "}" LINE_END);
}

void put_import(struct buf *out, const struct issued *issued, struct arena *arena)
{
	const struct plan_certificate *certificate = issued->certificate;
	script_begin(out);
	script_comment(out, "Puts to use the certificate ", certificate->common_name);
	script_comment(out, "Thumbprint ", issued->facts->thumbprint);
	script_note(out, "Copy this folder's files to " WORK_FOLDER " on each of these servers, and");
	script_note(out, "run this script there, in the Exchange Management Shell opened as");
	script_note(out, "administrator. On each server only the commands below its name are run.");
	LIST_EACH(const struct server_place, place, certificate->servers)
		script_comment(out, "  ", place->server->name);
	LIST_EACH(const struct server_place, place, certificate->servers)
		put_server(out, issued, place, arena);
	if (certificate->servers.count > 0)
		put_elsewhere(out, certificate);
}
