// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.complete;

import dev.bnn.edit.Analysis;
import dev.bnn.edit.Position;
import java.util.List;
import java.util.Optional;

/**
 * What can stand at a position, even in half-written text. It follows from the words before the position, the words of the
 * language, and what is known about the rest of the text.
 */
public final class Completion {
    private Completion() {}

    /** The proposals for the word that ends at the position or contains it; the likeliest first. */
    public static List<Item> at(Analysis analysis, Position position) {
        int caret = analysis.lines().offset(position);
        Optional<Place> found = Place.of(analysis, caret);
        if (found.isEmpty()) {
            return List.of();
        }
        Place place = found.get();
        Items items = new Items(place.range(), place.typed());
        Names names = new Names(analysis, place, caret);
        switch (place.inside() ? place.sectionWord() : "") {
            case "layers", "block" -> new StatementItems(place, names, items).add();
            case "train" -> new TrainItems(analysis, place, names, items).add();
            case "target" -> new TargetItems(analysis, place, names, items).add();
            default -> new SectionItems(analysis, place, names, items).add();
        }
        return items.matching();
    }
}
