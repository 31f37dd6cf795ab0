/*
 * app/program.h: the whole program, as a function.
 */
#ifndef APP_PROGRAM_H
#define APP_PROGRAM_H

/* Runs a command line and gives the exit status (enum status of app/cli.h). Uses the standard
 * streams; to be called once in a process. */
int program_run(int argc, const char *const *argv);

#endif
