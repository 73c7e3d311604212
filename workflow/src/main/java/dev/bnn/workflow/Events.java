// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.SourceFile;

/** Receives what goals report while they run. Two threads never call it at the same time. */
public interface Events {
    /** A line that belongs in every log. */
    void info(String line);

    /** A line of the goal's result, which is shown even in a quiet build. */
    default void result(String line) {
        info(line);
    }

    /** Something that the user should know, but that does not stop the build. */
    void warn(String line);

    /** A finding about a model, with the text that it refers to. */
    void diagnostic(Diagnostic diagnostic, SourceFile source);

    /** A finding that the message of the failed goal will contain; only an editor marks its place. */
    default void mark(Diagnostic diagnostic) {}

    /** Begins a task whose progress cannot be counted. A live display shows it; a log shows it only after a long silence. */
    default void begin(String task) {
        progress(task, 0, 0, "");
    }

    /**
     * A momentary state, for a live display. A log without one shows the last state after some seconds of silence, so
     * that users see that the goal still works.
     *
     * @param task the task in a word or two
     * @param done units finished
     * @param total units in all, or 0 where unknown
     * @param detail current figures, may be empty
     */
    void progress(String task, long done, long total, String detail);

    /** Ignores everything. */
    Events SILENT = new Events() {
        @Override
        public void info(String line) {}

        @Override
        public void warn(String line) {}

        @Override
        public void diagnostic(Diagnostic diagnostic, SourceFile source) {}

        @Override
        public void progress(String task, long done, long total, String detail) {}
    };
}
