// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.check.layer.Branches;
import dev.bnn.check.layer.LayerBuilder;
import dev.bnn.check.layer.LayerOptions;
import dev.bnn.check.values.ExprEvaluator;
import dev.bnn.check.values.Scope;
import dev.bnn.check.vocabulary.Limits;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Related;
import dev.bnn.source.Span;
import dev.bnn.syntax.Expr;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Statement;
import dev.bnn.syntax.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Expands blocks and repeats, layer by layer. It leaves out what {@link StatementChecker} found wrong. */
final class BlockExpander {
    private final Blocks blocks;
    private final Scope constants;
    private final LayerBuilder layers;
    private final ExprEvaluator evaluator;
    private final Diagnostics diagnostics;
    private final List<Checked.Placed> placed = new ArrayList<>();
    private final Deque<Checked.Call> calls = new ArrayDeque<>();
    private int statements;
    private boolean stopped;

    BlockExpander(Blocks blocks, Scope constants, LayerBuilder layers, Diagnostics diagnostics) {
        this.blocks = blocks;
        this.constants = constants;
        this.layers = layers;
        this.evaluator = new ExprEvaluator(diagnostics);
        this.diagnostics = diagnostics;
    }

    void expand(Section.Layers section) {
        body(section.body(), constants, 0);
    }

    /** The layers up to the first one whose shapes are uncertain. */
    List<Checked.Placed> placed() {
        return placed;
    }

    private void body(List<Statement> body, Scope scope, int depth) {
        for (int i = 0; i < body.size(); i++) {
            Statement statement = body.get(i);
            if (stopped || tooMuch(statement.span(), depth)) {
                return;
            }
            statement.accept(new InBody(body, i, scope, depth));
        }
    }

    /** Expands the statement at an index of a body. */
    private final class InBody implements Statement.Visitor<Void> {
        private final List<Statement> body;
        private final int index;
        private final Scope scope;
        private final int depth;

        InBody(List<Statement> body, int index, Scope scope, int depth) {
            this.body = body;
            this.index = index;
            this.scope = scope;
            this.depth = depth;
        }

        @Override
        public Void layer(LayerStatement layer) {
            BlockExpander.this.layer(layer, scope, depth);
            return null;
        }

        @Override
        public Void repeat(Statement.Repeat repeat) {
            BlockExpander.this.repeat(repeat, scope, depth);
            return null;
        }

        @Override
        public Void use(Statement.Use use) {
            BlockExpander.this.use(use, scope, depth);
            return null;
        }

        @Override
        public Void unknown(Statement.Unknown unknown) {
            if (LayerOptions.meant(body, index).isEmpty()) {
                layers.skip();
            }
            return null;
        }

        @Override
        public Void incomplete(Statement.Incomplete incomplete) {
            layers.skip();
            return null;
        }
    }

    private void layer(LayerStatement layer, Scope scope, int depth) {
        Branches branches = layers.branches();
        List<LayerOptions.Written> written = new LayerOptions(layer).branches();
        for (int i = 0; i < written.size(); i++) {
            LayerOptions.Written branch = written.get(i);
            layers.begin(branches, branch.place());
            body(branch.body(), scope, depth + 1);
            if (stopped) {
                return;
            }
            layers.end(branches, layer, i == written.size() - 1);
        }
        if (layer.options().size() > LayerOptions.MOST) {
            // Some options are given twice, which is reported already; reading all of them at each use of a block would
            // take long.
            layers.skip();
        } else {
            int last = layers.count();
            layers.add(layer, branches, scope);
            if (layers.shapes().everSure() && layers.count() > last) {
                placed.add(new Checked.Placed(layers.last(), layer, List.copyOf(calls)));
            }
        }
    }

    private void repeat(Statement.Repeat repeat, Scope scope, int depth) {
        OptionalInt times = evaluator.size(repeat.times(), "the number of repeats", Limits.LAYERS, scope);
        if (times.isEmpty()) {
            layers.skip();
            return;
        }
        for (int i = 0; i < times.getAsInt() && !stopped; i++) {
            statements++;
            body(repeat.body(), scope, depth + 1);
        }
    }

    private void use(Statement.Use use, Scope scope, int depth) {
        String name = use.block().text();
        boolean usable = blocks.get(name)
                .flatMap(Section.Block::parameters)
                .filter(p -> p.size() == use.arguments().size() && p.size() <= Limits.PARAMETERS)
                .isPresent();
        if (!usable || blocks.recursive(name)) {
            layers.skip();
            return;
        }
        statements += use.arguments().size();
        Section.Block block = blocks.get(name).orElseThrow();
        Map<String, OptionalLong> values = new HashMap<>();
        List<String> written = new ArrayList<>();
        List<Word> parameters = block.parameters().orElseThrow();
        for (int i = 0; i < parameters.size(); i++) {
            Expr argument = use.arguments().get(i);
            OptionalLong value = evaluator.value(argument, scope);
            values.put(parameters.get(i).text(), value);
            written.add(value.isPresent() ? Long.toString(value.getAsLong()) : "?");
        }
        String where = "`" + name + "(" + String.join(", ", written) + ")` in line "
                + use.span().start().line();
        calls.addLast(new Checked.Call(use, values));
        diagnostics.enter(new Related(use.span(), "used here as `" + name + "(" + String.join(", ", written) + ")`"));
        body(block.body(), constants.inside(values, where), depth + 1);
        diagnostics.leave();
        calls.removeLast();
    }

    private boolean tooMuch(Span span, int depth) {
        statements++;
        String reason = null;
        if (depth > Limits.DEPTH) {
            reason = "blocks and repeats nest more than " + Limits.DEPTH + " deep";
        } else if (layers.count() >= Limits.LAYERS) {
            reason = "the network has more than 10,000 layers";
        } else if (statements > Limits.STATEMENTS) {
            reason = "written out, the layers section has more than 100,000 statements and arguments";
        }
        if (reason != null) {
            diagnostics.error(Code.TOO_MUCH, span, reason, "check the numbers of its repeats and blocks");
            layers.skip();
            stopped = true;
        }
        return stopped;
    }
}
