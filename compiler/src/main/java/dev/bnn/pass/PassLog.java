// SPDX-License-Identifier: Apache-2.0
package dev.bnn.pass;

import dev.bnn.source.Code;
import dev.bnn.source.Diagnostic;
import dev.bnn.source.Severity;
import dev.bnn.source.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What passes did and found, in order. */
public final class PassLog {
    private final List<String> changes = new ArrayList<>();
    private final List<Diagnostic> notes = new ArrayList<>();
    private final Map<String, Long> proved = new LinkedHashMap<>();

    /** Adds a line to the report. */
    public void change(String line) {
        changes.add(line);
    }

    /** Records how many accumulators of a layer were enumerated and found equal to the float model. */
    public void proved(String layer, long values) {
        proved.put(layer, values);
    }

    /** Records something that the user should know. */
    public void note(Code code, Span span, String message, String hint) {
        notes.add(new Diagnostic(code, Severity.NOTE, span, message, hint));
    }

    void add(Diagnostic diagnostic) {
        notes.add(diagnostic);
    }

    public List<String> changes() {
        return List.copyOf(changes);
    }

    /** The number of accumulators that were proved, by layer. */
    public Map<String, Long> proved() {
        return Collections.unmodifiableMap(proved);
    }

    public List<Diagnostic> notes() {
        return List.copyOf(notes);
    }
}
