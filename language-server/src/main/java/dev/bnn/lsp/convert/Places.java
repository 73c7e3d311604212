// SPDX-License-Identifier: Apache-2.0
package dev.bnn.lsp.convert;

import dev.bnn.edit.LineTable;
import dev.bnn.lsp.text.PositionUnit;
import dev.bnn.source.Span;
import java.util.List;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/**
 * Converts places in one version of a document to the client's unit and back.
 *
 * @param uri the document
 * @param unit the unit in which the client counts
 */
public record Places(String uri, LineTable lines, PositionUnit unit) {
    public dev.bnn.edit.Position edit(Position place) {
        return unit.toEdit(lines, place);
    }

    public dev.bnn.edit.Range edit(Range range) {
        return new dev.bnn.edit.Range(edit(range.getStart()), edit(range.getEnd()));
    }

    public Position client(dev.bnn.edit.Position place) {
        return unit.toClient(lines, place);
    }

    public Range client(dev.bnn.edit.Range range) {
        return new Range(client(range.start()), client(range.end()));
    }

    public Range client(Span span) {
        return client(lines.range(span));
    }

    public Location location(dev.bnn.edit.Range range) {
        return new Location(uri, client(range));
    }

    public List<TextEdit> edits(List<dev.bnn.edit.TextEdit> edits) {
        return edits.stream()
                .map(edit -> new TextEdit(client(edit.range()), edit.text()))
                .toList();
    }
}
