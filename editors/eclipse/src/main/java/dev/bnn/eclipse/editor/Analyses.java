// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.editor;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Range;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.Region;

/** Caches the analysis of each open document. Each text is analyzed once, when the first part of the editor asks for it. */
public final class Analyses {
    /** The name of the file in findings; no part of the editor shows it. */
    private static final String NAME = "model.bnn";

    private static final Map<IDocument, Analysis> LATEST = Collections.synchronizedMap(new WeakHashMap<>());

    private Analyses() {}

    /** The analysis of the document's current text; any thread may call this. */
    public static Analysis of(IDocument document) {
        String text = document.get();
        return LATEST.compute(
                document,
                (d, latest) -> latest != null && latest.text().equals(text) ? latest : Analysis.of(NAME, text));
    }

    /** Converts a range to a region of the analyzed document. */
    public static IRegion region(Analysis analysis, Range range) {
        int start = analysis.lines().offset(range.start());
        return new Region(start, analysis.lines().offset(range.end()) - start);
    }
}
