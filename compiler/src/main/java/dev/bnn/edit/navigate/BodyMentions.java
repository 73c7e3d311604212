// SPDX-License-Identifier: Apache-2.0
package dev.bnn.edit.navigate;

import dev.bnn.syntax.Expr;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Statement;
import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds the names in statements: values, blocks, and the names that layers are given. */
final class BodyMentions implements Statement.Visitor<Void> {
    private final Consumer<Word> values;
    private final Consumer<Word> blocks;
    private final Consumer<Word> layers;

    private BodyMentions(Consumer<Word> values, Consumer<Word> blocks, Consumer<Word> layers) {
        this.values = values;
        this.blocks = blocks;
        this.layers = layers;
    }

    static void of(List<Statement> body, Consumer<Word> values, Consumer<Word> blocks, Consumer<Word> layers) {
        new BodyMentions(values, blocks, layers).all(body);
    }

    /** The names in an expression. */
    static List<Word> names(Expr expr) {
        List<Word> names = new ArrayList<>();
        expr.accept(new Names(names));
        return names;
    }

    private Void all(List<Statement> body) {
        body.forEach(s -> s.accept(this));
        return null;
    }

    private void value(Expr expr) {
        names(expr).forEach(values);
    }

    @Override
    public Void layer(LayerStatement layer) {
        Parts.expressions(layer).forEach(this::value);
        for (LayerOption option : layer.options()) {
            Parts.expressions(option).forEach(this::value);
            if (option instanceof LayerOption.As as) {
                layers.accept(as.name());
            }
        }
        return all(layer.body());
    }

    @Override
    public Void repeat(Statement.Repeat repeat) {
        value(repeat.times());
        return all(repeat.body());
    }

    @Override
    public Void use(Statement.Use use) {
        blocks.accept(use.block());
        use.arguments().forEach(this::value);
        return null;
    }

    @Override
    public Void unknown(Statement.Unknown unknown) {
        blocks.accept(unknown.word());
        return all(unknown.body());
    }

    /** Any of its words may be a name: that of a block stands before a parenthesis, that of a layer after {@code as}. */
    @Override
    public Void incomplete(Statement.Incomplete incomplete) {
        List<Word> words = incomplete.words();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            if (i > 0 && words.get(i - 1).text().equals("as")) {
                layers.accept(word);
            } else if (i + 1 < words.size() && words.get(i + 1).text().equals("(")) {
                blocks.accept(word);
            } else {
                values.accept(word);
            }
        }
        return all(incomplete.body());
    }

    private record Names(List<Word> names) implements Expr.Visitor<Void> {
        @Override
        public Void literal(Expr.Literal expression) {
            return null;
        }

        @Override
        public Void reference(Expr.Reference expression) {
            names.add(new Word(expression.name(), expression.span(), false));
            return null;
        }

        @Override
        public Void negative(Expr.Negative expression) {
            return expression.operand().accept(this);
        }

        @Override
        public Void binary(Expr.Binary expression) {
            expression.left().accept(this);
            return expression.right().accept(this);
        }
    }
}
