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

/** The analysis of each open document: one for each text that it has had, made when the first part of the editor asks. */
public final class Analyses {
    /** What findings call the file; no part of the editor shows it. */
    private static final String NAME = "model.bnn";

    private static final Map<IDocument, Analysis> LATEST = Collections.synchronizedMap(new WeakHashMap<>());

    private Analyses() {}

    /** The analysis of what the document has now; any thread may ask. */
    public static Analysis of(IDocument document) {
        String text = document.get();
        return LATEST.compute(
                document,
                (d, latest) -> latest != null && latest.text().equals(text) ? latest : Analysis.of(NAME, text));
    }

    /** The region of a range in the document that was analyzed. */
    public static IRegion region(Analysis analysis, Range range) {
        int start = analysis.lines().offset(range.start());
        return new Region(start, analysis.lines().offset(range.end()) - start);
    }
}
