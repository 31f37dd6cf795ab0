/* app/passphrase.c: read byte by byte and without stdio, whose buffers would keep a copy. */
#include "app/passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define PROMPT_ATTEMPTS 3

void passphrase_wipe(struct passphrase *passphrase)
{
	explicit_bzero(passphrase, sizeof(*passphrase));
}

static enum status wrong(struct err *err, const char *reason)
{
	(void)err_set(err, "the passphrase %s", reason);
	return STATUS_WRONG;
}

/* Reads up to the end of the line or of the input. `*ended`: there was no line at all. */
static enum status line_read(struct passphrase *passphrase, int fd,
        const struct interrupt *interrupt, bool *ended, struct err *err)
{
	*ended = true;
	passphrase->length = 0;
	for (;;) {
		char c;
		if (!interrupt_wait(interrupt, fd))
			return STATUS_FINE;
		ssize_t got = read(fd, &c, 1);
		if (got < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (got < 0) {
			err_set(err, "the passphrase cannot be read: %s", strerror(errno));
			return errno == EIO ? STATUS_ENVIRONMENT : STATUS_WRONG;
		}
		*ended = *ended && got == 0;
		if (got == 0 || c == '\n')
			break;
		if (c == '\0')
			return wrong(err, "has a NUL byte in it; expected text");
		if (passphrase->length == PASSPHRASE_MAX)
			return wrong(err, "is longer than 1023 bytes");
		passphrase->text[passphrase->length++] = c;
	}
	/* A file that was written on Windows. */
	if (passphrase->length && passphrase->text[passphrase->length - 1] == '\r')
		passphrase->length--;
	passphrase->text[passphrase->length] = '\0';
	return STATUS_FINE;
}

/* A terminal without echo, as long as it is asked. */
struct silence {
	int fd;
	bool is_terminal;
	struct termios before;
	sigset_t mask;
};

/* Ctrl-Z waits until the echo is on again. */
static enum status silence_begin(struct silence *silence, int fd, struct err *err)
{
	sigset_t stop;
	silence->fd = fd;
	silence->is_terminal = tcgetattr(fd, &silence->before) == 0;
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_BLOCK, &stop, &silence->mask);
	if (!silence->is_terminal)
		return STATUS_FINE;
	struct termios silent = silence->before;
	silent.c_lflag &= ~(tcflag_t)ECHO;
	silent.c_lflag |= ICANON | ECHONL;
	if (tcsetattr(fd, TCSAFLUSH, &silent) == 0)
		return STATUS_FINE;
	err_set(err, "the terminal cannot be silenced: %s", strerror(errno));
	sigprocmask(SIG_SETMASK, &silence->mask, NULL);
	return STATUS_ENVIRONMENT;
}

static void silence_end(const struct silence *silence)
{
	if (silence->is_terminal)
		(void)tcsetattr(silence->fd, TCSAFLUSH, &silence->before);
	sigprocmask(SIG_SETMASK, &silence->mask, NULL);
}

enum status passphrase_from_fd(struct passphrase *passphrase, int fd,
        const struct interrupt *interrupt, struct err *err)
{
	struct silence silence;
	bool ended;
	if (fcntl(fd, F_GETFD) < 0) {
		err_set(err, "--passphrase-fd: the descriptor %d is not open", fd);
		return STATUS_WRONG;
	}
	enum status status = silence_begin(&silence, fd, err);
	if (status != STATUS_FINE)
		return status;
	status = line_read(passphrase, fd, interrupt, &ended, err);
	silence_end(&silence);
	if (status != STATUS_FINE || interrupt_seen(interrupt))
		passphrase_wipe(passphrase);
	else if (!passphrase->length)
		return wrong(err, "is empty; expected one line of text");
	return status;
}

enum status passphrase_from_file(struct passphrase *passphrase, const char *path,
        const struct interrupt *interrupt, struct err *err)
{
	/* Opening a FIFO must not wait, deaf to Ctrl-C; reading waits in a poll. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0) {
		err_set(err, "%s (named by %s): %s", path, PASSPHRASE_FILE_VARIABLE,
		        strerror(errno));
		return STATUS_WRONG;
	}
	enum status status = passphrase_from_fd(passphrase, fd, interrupt, err);
	close(fd);
	return status;
}

static void prompt(const char *text)
{
	fputs(text, stderr);
	fflush(stderr);
}

/* One question and its answer; `*over`: nothing more is to be asked. */
static enum status ask(const char *question, struct passphrase *passphrase,
        const struct interrupt *interrupt, bool *over, struct err *err)
{
	bool ended;
	prompt(question);
	enum status status = line_read(passphrase, STDIN_FILENO, interrupt, &ended, err);
	*over = status != STATUS_FINE || interrupt_seen(interrupt) || ended;
	/* No Enter has ended the line. */
	if (*over)
		prompt("\n");
	if (status == STATUS_FINE && !interrupt_seen(interrupt) && ended)
		return wrong(err, "was not given: the input ended");
	return status;
}

/* The same once more; `*done`: it was typed alike, or nothing more is to be asked. */
static enum status ask_again(const struct passphrase *passphrase,
        const struct interrupt *interrupt, bool *done, struct err *err)
{
	struct passphrase again;
	enum status status = ask("The same again: ", &again, interrupt, done, err);
	bool same = !*done && strcmp(again.text, passphrase->text) == 0;
	passphrase_wipe(&again);
	if (!*done && !same)
		prompt("These two were not the same.\n");
	*done = *done || same;
	return status;
}

/* Until it is what the question wants. */
static enum status ask_until(struct passphrase *passphrase,
        const struct passphrase_question *question, const struct interrupt *interrupt,
        struct err *err)
{
	for (int i = 0; i < PROMPT_ATTEMPTS; i++) {
		bool done;
		enum status status = ask(question->text, passphrase, interrupt, &done, err);
		if (done)
			return status;
		if (!passphrase->length && !question->may_be_empty) {
			prompt("It must not be empty.\n");
			continue;
		}
		if (!question->is_new || !passphrase->length)
			return status;
		status = ask_again(passphrase, interrupt, &done, err);
		if (done)
			return status;
	}
	return wrong(err, question->is_new ? "was typed differently each time" : "is empty");
}

enum status passphrase_ask(struct passphrase *passphrase,
        const struct passphrase_question *question, const struct interrupt *interrupt,
        struct err *err)
{
	struct silence silence;
	enum status status = silence_begin(&silence, STDIN_FILENO, err);
	if (status != STATUS_FINE)
		return status;
	status = ask_until(passphrase, question, interrupt, err);
	silence_end(&silence);
	if (status != STATUS_FINE || interrupt_seen(interrupt))
		passphrase_wipe(passphrase);
	return status;
}

enum status passphrase_from_terminal(struct passphrase *passphrase,
        const struct interrupt *interrupt, struct err *err)
{
	const struct passphrase_question question = {
		.text = "Passphrase for the private keys (empty: keys are not encrypted): ",
		.is_new = true,
		.may_be_empty = true,
	};
	return passphrase_ask(passphrase, &question, interrupt, err);
}
