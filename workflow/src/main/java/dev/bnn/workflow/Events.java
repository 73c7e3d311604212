// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.SourceFile;

/** Receives what the steps have to tell while they run. Never called by two threads at once. */
public interface Events {
    /** A line that belongs in every log. */
    void info(String line);

    /** A line that is what the goal was run for, so that it is shown even where a build is to be quiet. */
    default void result(String line) {
        info(line);
    }

    /** Something that the person should know, but that does not stop the build. */
    void warn(String line);

    /** A finding about a model, with the text that it points into. */
    void diagnostic(Diagnostic diagnostic, SourceFile source);

    /** A finding that the message of the failed goal will say; only an editor marks its place. */
    default void mark(Diagnostic diagnostic) {}

    /** What is begun now, where nothing can be counted; a live display and a long silence show it. */
    default void begin(String task) {
        progress(task, 0, 0, "");
    }

    /**
     * A passing state, for a live display. A log without one shows the last state after some seconds of silence, so that
     * nobody has to wonder whether a goal still works.
     *
     * @param task what is being done, in a word or two
     * @param done units finished
     * @param total units in all, or 0 where unknown
     * @param detail figures of the moment, perhaps empty
     */
    void progress(String task, long done, long total, String detail);

    /** Hears nothing. */
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
