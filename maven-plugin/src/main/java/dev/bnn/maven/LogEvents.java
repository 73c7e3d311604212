package dev.bnn.maven;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticPrinter;
import dev.bnn.source.SourceFile;
import dev.bnn.workflow.Events;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.apache.maven.plugin.logging.Log;

/** Events to Maven's log, to markers in Eclipse, and to a live line in a terminal. */
final class LogEvents implements Events, AutoCloseable {
    private static final int WIDTH = 24;
    private static final long REDRAW_NANOS = 100_000_000L;

    private final Log log;
    private final Markers markers;
    private final Optional<PrintWriter> terminal;
    private boolean drawn;
    private long lastDraw;

    LogEvents(Log log, Markers markers, Optional<PrintWriter> terminal) {
        this.log = log;
        this.markers = markers;
        this.terminal = terminal;
    }

    Markers markers() {
        return markers;
    }

    @Override
    public void info(String line) {
        erase();
        log.info(line);
    }

    @Override
    public void warn(String line) {
        erase();
        log.warn(line);
    }

    @Override
    public void diagnostic(Diagnostic diagnostic, SourceFile source) {
        erase();
        if (markers.active()) {
            markers.add(diagnostic);
            return;
        }
        String text = DiagnosticPrinter.print(diagnostic, source);
        switch (diagnostic.severity()) {
            case ERROR -> log.error(text);
            case WARNING -> log.warn(text);
            default -> log.info(text);
        }
    }

    @Override
    public void progress(String task, long done, long total, String detail) {
        if (terminal.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        if (drawn && done < total && now - lastDraw < REDRAW_NANOS) {
            return;
        }
        lastDraw = now;
        PrintWriter out = terminal.get();
        out.print("\r" + bar(task, done, total, detail) + "\u001b[K");
        out.flush();
        drawn = true;
    }

    static String bar(String task, long done, long total, String detail) {
        if (total <= 0) {
            return String.format(Locale.ROOT, "%s %,d %s", task, done, detail);
        }
        int filled = (int) Math.min(WIDTH, WIDTH * done / total);
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %,d/%,d %s",
                task,
                "=".repeat(filled),
                " ".repeat(WIDTH - filled),
                done,
                total,
                detail);
    }

    private void erase() {
        if (drawn) {
            PrintWriter out = terminal.orElseThrow();
            out.print("\r\u001b[K");
            out.flush();
            drawn = false;
        }
    }

    @Override
    public void close() {
        erase();
    }
}
