# Stands in for a vendor's tool: runs a script with the tool's commands replaced by checks.
#
#     tclsh check.tcl TOOL RELEASE SCRIPT
#
# TOOL is vivado_hls, vitis_hls or vivado; RELEASE is a year and a number, such as 2020.1. Prints each call that is in
# order; the first mistake ends the run with status 1. A command is declared by
#
#     command NAME ?-switches LIST? ?-values {OPTION KIND ...}? ?-arguments {LEAST MOST}? ?-after LIST?
#                  ?-since RELEASE? ?-body SCRIPT?
#
# -switches are options without a value. A KIND is a list of legal values, LOW..HIGH, number, or {} for any value.
# -arguments counts what is not an option; none by default. -after names what must have been called before. The body
# sees the options as the dictionary `given` and the rest as the list `rest`; its result is the command's. The source
# of a declaration is the vendor's reference: UG902 and UG1399 for HLS, UG835 for Vivado.
namespace eval ::check {}
lassign $argv ::check::tool ::check::release ::check::script
set ::check::called {}

proc wrong {message} {
    puts "wrong: $message"
    ::tcl_exit 1
}

proc command {name args} {
    array set d {-switches {} -values {} -arguments {0 0} -after {} -since 0 -body {}}
    array set d $args
    if {[package vcompare $::check::release $d(-since)] < 0} return
    set ::check::declared($name) [array get d]
    proc ::body_of_$name {given rest} $d(-body)
    proc ::$name args "called $name \$args"
}

proc legal {kind value} {
    if {$kind eq ""} { return 1 }
    if {$kind eq "number"} { return [string is double -strict $value] }
    if {[regexp {^(\d+)\.\.(\d+)$} $kind -> low high]} {
        return [expr {[string is integer -strict $value] && $value >= $low && $value <= $high}]
    }
    expr {$value in $kind}
}

proc called {name arguments} {
    array set d $::check::declared($name)
    set given {}
    set rest {}
    for {set i 0} {$i < [llength $arguments]} {incr i} {
        set word [lindex $arguments $i]
        if {$word in $d(-switches)} {
            dict set given $word 1
        } elseif {[dict exists $d(-values) $word]} {
            if {[incr i] == [llength $arguments]} { wrong "$name: $word has no value" }
            set value [lindex $arguments $i]
            if {![legal [dict get $d(-values) $word] $value]} { wrong "$name: $word $value" }
            dict set given $word $value
        } elseif {[string match {-[a-z]*} $word]} {
            wrong "$name does not know $word"
        } else {
            lappend rest $word
        }
    }
    lassign $d(-arguments) least most
    if {[llength $rest] < $least || [llength $rest] > $most} { wrong "$name with [llength $rest] arguments: $rest" }
    foreach earlier $d(-after) {
        if {$earlier ni $::check::called} { wrong "$name before $earlier" }
    }
    set result [body_of_$name $given $rest]
    lappend ::check::called $name
    puts [concat $name $arguments]
    return $result
}

proc unknown {name args} { wrong "unknown command $name" }

rename exit tcl_exit
command exit -arguments {0 1} -body {
    puts "exit"
    ::tcl_exit 0
}
source [file join [file dirname [info script]] [expr {$::check::tool eq "vivado" ? "vivado.tcl" : "hls.tcl"}]]

set argv {}
set argv0 $::check::script
info script $::check::script
if {[catch {source $::check::script} message]} { wrong $message }
wrong "the script does not end the tool"
