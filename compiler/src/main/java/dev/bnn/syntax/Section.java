// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;

/** A top-level section of a model file. */
public sealed interface Section {
    Span span();

    record NetworkHeader(Word name, Optional<Word> title, Span span) implements Section {}

    /** @param scale the numbers that bytes 0 and 255 stand for */
    record Input(Expr channels, Expr height, Expr width, Optional<Range> scale, Span span) implements Section {}

    record Range(Numeral low, Numeral high) {}

    /** Classes one by one. */
    record ClassList(List<Label> labels, Span span) implements Section {}

    /** @param inData what the data calls the class, where that is another name */
    record Label(Word name, Optional<Word> inData) {}

    /** Labels that are the numbers from first to last. */
    record ClassRange(Numeral first, Numeral last, Span span) implements Section {}

    record Constant(Word name, Expr value, Span span) implements Section {}

    /** @param parameters empty where they were not understood */
    record Block(Word name, Optional<List<Word>> parameters, List<Statement> body, Span span) implements Section {}

    record Layers(List<Statement> body, Span span) implements Section {}

    /** @param whole from the keyword to the closing brace */
    record Train(Optional<Word> name, List<TrainEntry> entries, Span span, Span whole) implements Section {}

    /** @param board empty where it was not understood */
    record Target(Optional<Word> name, Optional<Word> board, List<TargetEntry> entries, Span span) implements Section {}

    /**
     * A section that was not understood.
     *
     * @param keyword that it begins with; empty for words that belong to no section
     * @param body statements of its that were
     */
    record Incomplete(String keyword, List<Statement> body, Span span) implements Section {}
}
