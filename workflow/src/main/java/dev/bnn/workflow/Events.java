package dev.bnn.workflow;

import dev.bnn.source.Diagnostic;
import dev.bnn.source.SourceFile;

/** Receives what the steps have to tell while they run. Never called by two threads at once. */
public interface Events {
    /** A line that belongs in every log. */
    void info(String line);

    /** Something that the person should know, but that does not stop the build. */
    void warn(String line);

    /** A finding about a model, with the text that it points into. */
    void diagnostic(Diagnostic diagnostic, SourceFile source);

    /**
     * A passing state for a live display; logs leave it out.
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
