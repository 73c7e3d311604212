// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import java.io.PrintWriter;
import java.util.Optional;

/** Determines whether the output is a terminal that can redraw a line. */
final class Console {
    private Console() {}

    /** The terminal's writer; empty in batch mode, in a pipe and on a dumb terminal. */
    static Optional<PrintWriter> live(boolean interactive) {
        java.io.Console console = System.console();
        String term = System.getenv("TERM");
        if (!interactive || console == null || term == null || term.equals("dumb") || !isTerminal(console)) {
            return Optional.empty();
        }
        return Optional.of(console.writer());
    }

    // From Java 22 on, there is a console even without a terminal; its isTerminal() tells the difference.
    private static boolean isTerminal(java.io.Console console) {
        try {
            return (boolean) java.io.Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
