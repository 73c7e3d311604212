// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.navigate;

import dev.bnn.check.vocabulary.DataSets;
import dev.bnn.edit.Analysis;
import dev.bnn.source.Span;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.TrainEntry;
import dev.bnn.syntax.Word;
import java.util.List;

/**
 * The path of a data set: a folder or an archive that an editor can open.
 *
 * @param span the quoted text
 * @param path the path as written, relative to the project
 */
public record DataLink(Span span, String path) {
    /** The paths after {@code data}, in the order of the text; data with a name, such as {@code svhn:extra}, has none. */
    public static List<DataLink> of(Analysis analysis) {
        return analysis.sections(Section.Train.class).stream()
                .flatMap(train -> train.entries().stream())
                .filter(TrainEntry.Data.class::isInstance)
                .map(entry -> ((TrainEntry.Data) entry).source())
                .filter(word -> word.quoted()
                        && DataSets.of(word.text()).isEmpty()
                        && DataSets.generated(word.text()).isEmpty()
                        && !word.text().isBlank())
                .map(DataLink::of)
                .toList();
    }

    private static DataLink of(Word word) {
        return new DataLink(word.span(), word.text());
    }
}
