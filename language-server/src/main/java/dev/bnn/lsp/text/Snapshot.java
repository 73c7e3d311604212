// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.text;

import dev.bnn.edit.Analysis;
import java.util.function.Supplier;

/** One version of a document. Its analysis is made once, by the first thread that asks for it. */
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

    /** The client's number of this version. */
    public int version() {
        return version;
    }

    public String text() {
        return text;
    }

    /** All that is known of the text. */
    public Analysis analysis() {
        return analysis.get();
    }
}
