// SPDX-License-Identifier: Apache-2.0
package dev.bnn.check;

import dev.bnn.check.values.ExprEvaluator;
import dev.bnn.check.values.FileNames;
import dev.bnn.check.values.Scope;
import dev.bnn.check.vocabulary.Limits;
import dev.bnn.source.Advice;
import dev.bnn.source.Code;
import dev.bnn.source.Diagnostics;
import dev.bnn.source.Span;
import dev.bnn.syntax.Section;
import dev.bnn.syntax.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The names that a file declares: the network's, constants, blocks and their parameters. */
final class Declarations {
    private final FileSections fileSections;
    private final Diagnostics diagnostics;
    private final Blocks blocks;
    private final Map<String, OptionalLong> values = new HashMap<>();
    private final Scope constants;

    Declarations(FileSections fileSections, Diagnostics diagnostics) {
        this.fileSections = fileSections;
        this.diagnostics = diagnostics;
        this.blocks = new Blocks(fileSections.all(Section.Block.class));
        this.constants = Scope.of(values, fileSections.lost());
    }

    Scope constants() {
        return constants;
    }

    Map<String, OptionalLong> values() {
        return values;
    }

    Blocks blocks() {
        return blocks;
    }

    void check() {
        FileNames files = new FileNames(diagnostics);
        fileSections.header().ifPresent(h -> files.check(h.name(), "the network", "its folder"));
        for (Section.Train train : fileSections.all(Section.Train.class)) {
            train.name().ifPresent(name -> files.check(name, "a train section", "its folder"));
        }
        Map<String, Span> names = new HashMap<>();
        ExprEvaluator evaluator = new ExprEvaluator(diagnostics);
        for (Section.Constant constant : fileSections.all(Section.Constant.class)) {
            OptionalLong value = evaluator.value(constant.value(), constants);
            if (declare(names, constant.name())) {
                values.put(constant.name().text(), value);
            }
        }
        for (Section.Block block : fileSections.all(Section.Block.class)) {
            declare(names, block.name());
        }
        blocks.checkRecursion(diagnostics);
        statements();
    }

    private boolean declare(Map<String, Span> names, Word name) {
        Span first = names.putIfAbsent(name.text(), name.span());
        if (first != null) {
            twice(name, first);
        }
        return first == null;
    }

    private void twice(Word name, Span first) {
        diagnostics.error(
                Code.NAME_TWICE,
                name.span(),
                "`" + name.text() + "` is declared twice",
                Advice.of("the first is in line " + first.start().line()).relating(first, "the first"));
    }

    /** Checks all statements once, and the parameters of blocks. */
    private void statements() {
        StatementChecker checker = new StatementChecker(blocks, fileSections.lost(), diagnostics);
        for (Section.Block block : fileSections.all(Section.Block.class)) {
            Map<String, Span> names = new HashMap<>();
            Map<String, OptionalLong> parameters = new HashMap<>();
            for (Word parameter : block.parameters().orElse(List.of())) {
                declare(names, parameter);
                parameters.put(parameter.text(), OptionalLong.empty());
            }
            if (parameters.size() > Limits.PARAMETERS) {
                diagnostics.error(
                        Code.TOO_MUCH,
                        block.name().span(),
                        "block `" + block.name().text() + "` has " + parameters.size() + " parameters",
                        "at most " + Limits.PARAMETERS + " are possible");
            }
            Scope inner = constants.inside(parameters, "");
            checker.check(block.body(), block.parameters().isPresent() ? inner : inner.unsure());
        }
        fileSections.incomplete().forEach(s -> checker.check(s.body(), constants.unsure()));
        fileSections.layers().ifPresent(layers -> {
            checker.check(layers.body(), constants);
        });
    }

    /** Reports a train or target section that has the name of an earlier one. */
    void distinct(Set<String> names, String name, Span span, String hint) {
        if (!names.add(name)) {
            diagnostics.error(Code.NAME_TWICE, span, "two sections have the name `" + name + "`", hint);
        }
    }
}
