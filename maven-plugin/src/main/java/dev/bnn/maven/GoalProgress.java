// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import java.util.Locale;
import java.util.Optional;

/** The current task of a goal, and the time since its last line; times are from {@link System#nanoTime}. */
final class GoalProgress {
    private static final int WIDTH = 24;
    private static final long SECOND = 1_000_000_000L;

    private String task;
    private long done;
    private long total;
    private String detail = "";
    private long begun;
    private long said;

    /** @param task the task to show until the first state */
    GoalProgress(String task, long now) {
        this.task = task;
        begun = now;
        said = now;
    }

    void at(String newTask, long newDone, long newTotal, String newDetail, long now) {
        if (!newTask.equals(task)) {
            task = newTask;
            begun = now;
        }
        done = newDone;
        total = newTotal;
        detail = newDetail;
    }

    /** To be called when a line has been shown. */
    void said(long now) {
        said = now;
    }

    /** A line for the log after that much silence, which restarts the silence; otherwise empty. */
    Optional<String> after(long silence, long now) {
        if (now - said < silence) {
            return Optional.empty();
        }
        said = now;
        return Optional.of(line(now));
    }

    /** "epoch 3/10: 42 %, 3,800/9,000 images, loss 0.0513" or, if nothing is counted, "lowering 3 FoldLevels: 12 s". */
    String line(long now) {
        if (total > 0 && done < total) {
            return String.format(Locale.ROOT, "%s: %d %%, %,d/%,d %s", task, percent(), done, total, detail)
                    .stripTrailing();
        }
        return total > 0
                ? String.format(Locale.ROOT, "%s: %,d/%,d %s", task, done, total, detail)
                                .stripTrailing()
                        + elapsed(", ", now)
                : state() + elapsed(": ", now);
    }

    /** The state as a bar for a terminal. */
    String bar(long now) {
        if (total <= 0) {
            return state() + elapsed(" ", now);
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

    private String state() {
        return (task + (done > 0 ? String.format(Locale.ROOT, " %,d", done) : "") + " " + detail).strip();
    }

    private String elapsed(String before, long now) {
        return now - begun < SECOND ? "" : before + (now - begun) / SECOND + " s";
    }

    private long percent() {
        return 100 * done / total;
    }
}
