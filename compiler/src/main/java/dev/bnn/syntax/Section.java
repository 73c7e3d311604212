// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;

/** A top-level section of a model file. */
public sealed interface Section {
    /** The place of findings about it: all of a short section, or the keyword of one with braces. */
    Span span();

    /** From its keyword to its last word. */
    default Span whole() {
        return span();
    }

    /** The keyword that starts it; an incomplete section may have none. */
    String keyword();

    /** Calls the method of {@code visitor} for this section. */
    <R> R accept(Visitor<R> visitor);

    /** One method per kind of section, so that code that forgets one does not compile. */
    interface Visitor<R> {
        R network(NetworkHeader section);

        R input(Input section);

        R classList(ClassList section);

        R classRange(ClassRange section);

        R constant(Constant section);

        R block(Block section);

        R layers(Layers section);

        R train(Train section);

        R target(Target section);

        R incomplete(Incomplete section);
    }

    record NetworkHeader(Word name, Optional<Word> title, Span span) implements Section {
        @Override
        public String keyword() {
            return "network";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.network(this);
        }
    }

    /** @param scale the numbers that bytes 0 and 255 stand for */
    record Input(Expr channels, Expr height, Expr width, Optional<Range> scale, Span span) implements Section {
        @Override
        public String keyword() {
            return "input";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.input(this);
        }
    }

    record Range(Numeral low, Numeral high) {}

    /** The classes of a network. */
    sealed interface Classes extends Section {
        Optional<Output> output();

        @Override
        default String keyword() {
            return "classes";
        }
    }

    /**
     * The thing that gets a class, if it is not the image.
     *
     * @param kind the word after the keyword: {@code map}
     */
    record Output(Word kind, Span span) {}

    /** Classes that are listed one by one. */
    record ClassList(List<Label> labels, Optional<Output> output, Span span) implements Classes {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.classList(this);
        }
    }

    /** @param inData name of the class in the data, if it is another one */
    record Label(Word name, Optional<Word> inData) {}

    /** Labels that are the numbers from first to last. */
    record ClassRange(Numeral first, Numeral last, Optional<Output> output, Span span) implements Classes {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.classRange(this);
        }
    }

    record Constant(Word name, Expr value, Span span) implements Section {
        @Override
        public String keyword() {
            return "const";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    /** @param parameters the parameters; empty if they were not understood */
    record Block(Word name, Optional<List<Word>> parameters, List<Statement> body, Span span) implements Section {
        @Override
        public String keyword() {
            return "block";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.block(this);
        }
    }

    /** @param whole from the keyword to the closing brace */
    record Layers(List<Statement> body, Span span, Span whole) implements Section {
        @Override
        public String keyword() {
            return "layers";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.layers(this);
        }
    }

    /** @param whole from the keyword to the closing brace */
    record Train(Optional<Word> name, List<TrainEntry> entries, Span span, Span whole) implements Section {
        @Override
        public String keyword() {
            return "train";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.train(this);
        }
    }

    /**
     * @param board the board; empty if it was not understood
     * @param whole from the keyword to the closing brace
     */
    record Target(Optional<Word> name, Optional<Word> board, List<TargetEntry> entries, Span span, Span whole)
            implements Section {
        @Override
        public String keyword() {
            return "target";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.target(this);
        }
    }

    /**
     * A section that was not understood.
     *
     * @param keyword its first word; empty for words that belong to no section
     * @param words the words that were read, without those of its body
     * @param body statements within it that were understood
     */
    record Incomplete(String keyword, List<Word> words, List<Statement> body, Span span) implements Section {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.incomplete(this);
        }
    }
}
