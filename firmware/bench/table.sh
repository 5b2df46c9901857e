#!/bin/sh
# Reads the bench's output of every core (FOLDER/<core>.txt) and the text bytes on M4 (FOLDER/text.txt) and prints the Markdown table:
# ours, and in brackets CMSIS-NN's where it was measured; instructions per multiplication, or thousands of instructions where there are none.
# usage: table.sh FOLDER CORE...
folder=$1
shift
awk -F'|' -v folder="$folder" -v cores="$*" '
function figure(thousands, products) { return products > 0 ? sprintf("%.2f", thousands * 1000 / products) : sprintf("%.1f k", thousands) }
function beside(theirs) { return theirs == "-" ? "" : " (" theirs ")" }
BEGIN {
    n = split(cores, core, " ")
    title["m0plus"] = "M0+"; title["m3"] = "M3"; title["m4"] = "M4"; title["m7"] = "M7"; title["m33"] = "M33"; title["m55"] = "M55"
    names = split("plain DSP MVE", set, " ")
    for (c = 1; c <= n; c++) {
        file = folder "/" core[c] ".txt"
        while ((getline < file) > 0) {
            if ($1 == "set") { kind[c] = set[$2 + 1] } else { ours[c, $1] = $2 / 1000; products[$1] = $3 }
        }
    }
    while ((getline < (folder "/text.txt")) > 0) { text[$1] = $2 }
    line = "| kernel |"; rule = "|---|"
    for (c = 1; c <= n; c++) { line = line " " title[core[c]] ", " kind[c] " |"; rule = rule "---|" }
    print line " text bytes, M4 |"; print rule "---|"
}
/^#/ { next }
{
    line = "| " $1 " |"
    for (c = 1; c <= n; c++) { line = line " " (((c, $1) in ours) ? figure(ours[c, $1], products[$1]) : "") beside($(c + 1) == "-" ? "-" : figure($(c + 1), products[$1])) " |" }
    print line " " text[$1] beside($8) " |"
}' arm_figures.txt
