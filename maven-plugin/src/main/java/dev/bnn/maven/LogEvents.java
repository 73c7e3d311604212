// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.DiagnosticPrinter;
import dev.bnn.source.SourceFile;
import dev.bnn.workflow.Events;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to Maven's log, to markers in Eclipse, and to a live line in a terminal. Without a terminal it logs the
 * progress of a goal that has been silent for some seconds.
 */
final class LogEvents implements Events, AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long TICK_NANOS = 1_000_000_000L;

    private final Log log;
    private final Markers markers;
    private final Optional<PrintWriter> terminal;
    private final GoalProgress working;
    private final long silence;
    /** Null if nothing is watched. */
    private @Nullable ScheduledExecutorService clock;

    private boolean drawn;
    private long lastDraw;

    /**
     * @param goal name of the goal, shown until it reports a task
     * @param silence nanoseconds without a line after which to log one; 0 for never
     */
    LogEvents(Log log, Markers markers, Optional<PrintWriter> terminal, String goal, long silence) {
        this.log = log;
        this.markers = markers;
        this.terminal = log.isInfoEnabled() ? terminal : Optional.empty();
        this.silence = log.isInfoEnabled() ? silence : 0;
        working = new GoalProgress(goal, System.nanoTime());
    }

    /** Starts watching for silence. */
    LogEvents watching() {
        if (silence > 0) {
            ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "bnn progress");
                thread.setDaemon(true);
                return thread;
            });
            watch.scheduleAtFixedRate(() -> tick(System.nanoTime()), TICK_NANOS, TICK_NANOS, TimeUnit.NANOSECONDS);
            clock = watch;
        }
        return this;
    }

    /** Called once a second; logs a line a second early rather than late. */
    synchronized void tick(long now) {
        if (terminal.isPresent()) {
            if (now - lastDraw >= TICK_NANOS) {
                draw(now);
            }
        } else if (silence > 0) {
            working.after(silence - TICK_NANOS, now).ifPresent(log::info);
        }
    }

    @Override
    public synchronized void info(String line) {
        erase();
        log.info(line);
    }

    @Override
    public synchronized void result(String line) {
        erase();
        if (log.isInfoEnabled()) {
            log.info(line);
        } else {
            System.out.println(line);
        }
    }

    @Override
    public synchronized void warn(String line) {
        erase();
        log.warn(line);
    }

    @Override
    public synchronized void diagnostic(Diagnostic diagnostic, SourceFile source) {
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
    public synchronized void mark(Diagnostic diagnostic) {
        markers.add(diagnostic);
    }

    @Override
    public synchronized void progress(String task, long done, long total, String detail) {
        long now = System.nanoTime();
        working.at(task, done, total, detail, now);
        if (terminal.isPresent() && !(drawn && done < total && now - lastDraw < REDRAW_NANOS)) {
            draw(now);
        }
    }

    private void draw(long now) {
        PrintWriter out = terminal.orElseThrow();
        out.print("\r" + working.bar(now) + "\u001b[K");
        out.flush();
        lastDraw = now;
        drawn = true;
    }

    /** Erases the bar and restarts the silence; called before each line. */
    private void erase() {
        working.said(System.nanoTime());
        if (drawn) {
            PrintWriter out = terminal.orElseThrow();
            out.print("\r\u001b[K");
            out.flush();
            drawn = false;
        }
    }

    @Override
    public synchronized void close() {
        if (clock != null) {
            clock.shutdownNow();
        }
        erase();
    }
}
