// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.convert;

import dev.bnn.edit.Range;
import dev.bnn.edit.navigate.DataLink;
import dev.bnn.edit.navigate.Folding;
import dev.bnn.edit.navigate.Mention;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightKind;
import org.eclipse.lsp4j.DocumentLink;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.SelectionRange;

/** Parts of a text: foldable ranges, ranges for a growing selection, and the places of a name. */
public final class Parts {
    private Parts() {}

    public static List<FoldingRange> foldings(List<Folding> foldings) {
        return foldings.stream().map(Parts::folding).toList();
    }

    private static FoldingRange folding(Folding folding) {
        FoldingRange range = new FoldingRange(folding.first(), folding.last());
        range.setKind(folding.comment() ? FoldingRangeKind.Comment : FoldingRangeKind.Region);
        return range;
    }

    /**
     * The innermost range, with the ones around it as its parents.
     *
     * @param ranges at least one range, each within the next
     */
    public static SelectionRange selection(List<Range> ranges, Places places) {
        SelectionRange around = null;
        for (int i = ranges.size() - 1; i >= 0; i--) {
            around = new SelectionRange(places.client(ranges.get(i)), around);
        }
        return Objects.requireNonNull(around);
    }

    /** @param declarations whether the place of the declaration counts */
    public static List<Location> locations(List<Mention> mentions, boolean declarations, Places places) {
        return mentions.stream()
                .filter(mention -> declarations || !mention.declaration())
                .map(mention -> new Location(places.uri(), places.client(mention.span())))
                .toList();
    }

    public static List<DocumentHighlight> highlights(List<Mention> mentions, Places places) {
        return mentions.stream()
                .map(mention -> new DocumentHighlight(
                        places.client(mention.span()),
                        mention.declaration() ? DocumentHighlightKind.Write : DocumentHighlightKind.Read))
                .toList();
    }

    /** @param target converts a path as written in the model to an address; links without an address are left out */
    public static List<DocumentLink> links(
            List<DataLink> links, Function<String, Optional<String>> target, Places places) {
        return links.stream()
                .flatMap(link -> target.apply(link.path()).stream()
                        .map(address -> new DocumentLink(places.client(link.span()), address)))
                .toList();
    }
}
