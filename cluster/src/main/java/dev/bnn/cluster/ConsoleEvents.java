// SPDX-License-Identifier: Apache-2.0
package dev.bnn.cluster;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticPrinter;
import dev.bnn.source.SourceFile;
import dev.bnn.workflow.Events;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** Prints events as lines. After some seconds of silence, it prints the progress of the work. */
final class ConsoleEvents implements Events {
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(30);

    private final PrintStream out;
    private long spoke = System.nanoTime();

    ConsoleEvents(PrintStream out) {
        this.out = out;
    }

    @Override
    public void info(String line) {
        out.println(line);
        spoke = System.nanoTime();
    }

    @Override
    public void warn(String line) {
        info("warning: " + line);
    }

    @Override
    public void diagnostic(Diagnostic diagnostic, SourceFile source) {
        info(DiagnosticPrinter.print(diagnostic, source));
    }

    @Override
    public void progress(String task, long done, long total, String detail) {
        if (System.nanoTime() - spoke >= SILENCE) {
            info(task + (total > 0 ? ": " + done + " of " + total : "") + (detail.isEmpty() ? "" : " " + detail));
        }
    }
}
