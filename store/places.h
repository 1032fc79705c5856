/* SPDX-License-Identifier: MIT
 *
 * places: "$1, $2, $3", as many as a list has members.
 *
 * SQL texts are constant, so the preprocessor has to count: PLACES(x, x, x) is
 * the text for its arguments, at most 48 of them. */
#ifndef MOLVA_PLACES_H
#define MOLVA_PLACES_H

#define PLACES_1  "$1"
#define PLACES_2  PLACES_1 ", $2"
#define PLACES_3  PLACES_2 ", $3"
#define PLACES_4  PLACES_3 ", $4"
#define PLACES_5  PLACES_4 ", $5"
#define PLACES_6  PLACES_5 ", $6"
#define PLACES_7  PLACES_6 ", $7"
#define PLACES_8  PLACES_7 ", $8"
#define PLACES_9  PLACES_8 ", $9"
#define PLACES_10 PLACES_9 ", $10"
#define PLACES_11 PLACES_10 ", $11"
#define PLACES_12 PLACES_11 ", $12"
#define PLACES_13 PLACES_12 ", $13"
#define PLACES_14 PLACES_13 ", $14"
#define PLACES_15 PLACES_14 ", $15"
#define PLACES_16 PLACES_15 ", $16"
#define PLACES_17 PLACES_16 ", $17"
#define PLACES_18 PLACES_17 ", $18"
#define PLACES_19 PLACES_18 ", $19"
#define PLACES_20 PLACES_19 ", $20"
#define PLACES_21 PLACES_20 ", $21"
#define PLACES_22 PLACES_21 ", $22"
#define PLACES_23 PLACES_22 ", $23"
#define PLACES_24 PLACES_23 ", $24"
#define PLACES_25 PLACES_24 ", $25"
#define PLACES_26 PLACES_25 ", $26"
#define PLACES_27 PLACES_26 ", $27"
#define PLACES_28 PLACES_27 ", $28"
#define PLACES_29 PLACES_28 ", $29"
#define PLACES_30 PLACES_29 ", $30"
#define PLACES_31 PLACES_30 ", $31"
#define PLACES_32 PLACES_31 ", $32"
#define PLACES_33 PLACES_32 ", $33"
#define PLACES_34 PLACES_33 ", $34"
#define PLACES_35 PLACES_34 ", $35"
#define PLACES_36 PLACES_35 ", $36"
#define PLACES_37 PLACES_36 ", $37"
#define PLACES_38 PLACES_37 ", $38"
#define PLACES_39 PLACES_38 ", $39"
#define PLACES_40 PLACES_39 ", $40"
#define PLACES_41 PLACES_40 ", $41"
#define PLACES_42 PLACES_41 ", $42"
#define PLACES_43 PLACES_42 ", $43"
#define PLACES_44 PLACES_43 ", $44"
#define PLACES_45 PLACES_44 ", $45"
#define PLACES_46 PLACES_45 ", $46"
#define PLACES_47 PLACES_46 ", $47"
#define PLACES_48 PLACES_47 ", $48"

#define PLACES(...)                                                            \
    PLACES_OF(__VA_ARGS__, PLACES_48, PLACES_47, PLACES_46, PLACES_45,         \
              PLACES_44, PLACES_43, PLACES_42, PLACES_41, PLACES_40,           \
              PLACES_39, PLACES_38, PLACES_37, PLACES_36, PLACES_35,           \
              PLACES_34, PLACES_33, PLACES_32, PLACES_31, PLACES_30,           \
              PLACES_29, PLACES_28, PLACES_27, PLACES_26, PLACES_25,           \
              PLACES_24, PLACES_23, PLACES_22, PLACES_21, PLACES_20,           \
              PLACES_19, PLACES_18, PLACES_17, PLACES_16, PLACES_15,           \
              PLACES_14, PLACES_13, PLACES_12, PLACES_11, PLACES_10, PLACES_9, \
              PLACES_8, PLACES_7, PLACES_6, PLACES_5, PLACES_4, PLACES_3,      \
              PLACES_2, PLACES_1, 0)
#define PLACES_OF(x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, \
                  x15, x16, x17, x18, x19, x20, x21, x22, x23, x24, x25, x26,  \
                  x27, x28, x29, x30, x31, x32, x33, x34, x35, x36, x37, x38,  \
                  x39, x40, x41, x42, x43, x44, x45, x46, x47, x48, text, ...) \
    text

#endif
