// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.text;

import dev.bnn.edit.Analysis;
import java.util.function.Supplier;

/** One version of a document. It is analyzed once, by the first thread that asks for the analysis. */
public final class Snapshot {
    private final String uri;
    private final int version;
    private final String text;
    private final Supplier<Analysis> analysis;

    Snapshot(String uri, int version, String text) {
        this.uri = uri;
        this.version = version;
        this.text = text;
        this.analysis = new Once<>(() -> Analysis.of(FileUris.name(uri), text));
    }

    public String uri() {
        return uri;
    }

    /** The client's number for this version. */
    public int version() {
        return version;
    }

    public String text() {
        return text;
    }

    /** The analysis of the text. */
    public Analysis analysis() {
        return analysis.get();
    }
}
