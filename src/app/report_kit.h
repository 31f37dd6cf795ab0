/*
 * report_kit.h: what the parts of a report share.
 */
#ifndef APP_REPORT_KIT_H
#define APP_REPORT_KIT_H

#include "app/sheet.h"
#include "core/proof.h"

#define LABEL_WIDTH 9 /* "warning" and two blanks */

enum ink result_ink(enum result result);

#endif
