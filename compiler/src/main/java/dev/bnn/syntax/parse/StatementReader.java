// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Span;
import dev.bnn.syntax.Expr;
import dev.bnn.syntax.Extent;
import dev.bnn.syntax.LayerOption;
import dev.bnn.syntax.LayerStatement;
import dev.bnn.syntax.Statement;
import dev.bnn.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;

/** Parse tree to AST: statements of the layers section and of blocks. */
final class StatementReader extends ContextReader<Statement> {
    private static final Set<Class<?>> BODIES = Set.of(BnnParser.BodyContext.class);

    private final Spans spans;
    private final ValueReader values;
    private final UnparsedWords unparsed;
    private final OptionReader options;

    StatementReader(Spans spans, ValueReader values, UnparsedWords unparsed) {
        this.spans = spans;
        this.values = values;
        this.unparsed = unparsed;
        this.options = new OptionReader(spans, values, this::body);
    }

    /**
     * The statements of a body, with {@link Statement.Incomplete} in place of those that were not understood. A body that has no
     * end and contains other bodies is incomplete as a whole, since any of them may lack its brace.
     */
    List<Statement> body(BnnParser.BodyContext body) {
        List<Statement> statements = new ArrayList<>();
        if (body != null && body.children != null) {
            body.children.forEach(c -> add(c, statements));
        }
        boolean nested = statements.stream()
                .anyMatch(s -> s instanceof LayerStatement.Residual
                        || s instanceof LayerStatement.Concat
                        || s instanceof Statement.Repeat);
        return begun(body) && (closed(body) || !nested)
                ? statements
                : List.of(new Statement.Incomplete(List.of(), statements, Span.NONE));
    }

    private static boolean begun(BnnParser.BodyContext body) {
        return body != null && body.children != null && !(body.children.get(0) instanceof ErrorNode);
    }

    private static boolean closed(BnnParser.BodyContext body) {
        ParseTree last = body.children.get(body.children.size() - 1);
        return body.exception == null && !(last instanceof ErrorNode);
    }

    private void add(ParseTree child, List<Statement> statements) {
        boolean error = child instanceof ErrorNode node && node.getSymbol().getTokenIndex() >= 0;
        if (child instanceof BnnParser.StatementContext context && UnparsedWords.whole(context, BODIES)) {
            statements.add(visit(context));
        } else if (error || child instanceof BnnParser.StatementContext) {
            List<Word> words = unparsed.words(child, BODIES);
            List<Statement> inner = child instanceof BnnParser.StatementContext c ? inner(c) : List.of();
            Span span = words.isEmpty() ? Span.NONE : words.get(0).span();
            statements.add(new Statement.Incomplete(words, inner, span));
        }
    }

    /** The statements of the bodies directly below a statement and its options. */
    private List<Statement> inner(BnnParser.StatementContext context) {
        return Stream.concat(Stream.of(context), context.getRuleContexts(BnnParser.LayerOptionContext.class).stream())
                .flatMap(c -> c.getRuleContexts(BnnParser.BodyContext.class).stream())
                .flatMap(body -> body(body).stream())
                .toList();
    }

    @Override
    public Statement visitConv(BnnParser.ConvContext c) {
        return new LayerStatement.Conv(values.expr(c.expr()), options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitDepthwise(BnnParser.DepthwiseContext c) {
        Optional<Word> channels = Optional.ofNullable(c.INT()).map(values::word);
        return new LayerStatement.Depthwise(channels, options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitDense(BnnParser.DenseContext c) {
        return new LayerStatement.Dense(values.expr(c.expr()), options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitMaxpool(BnnParser.MaxpoolContext c) {
        Optional<Extent> size = Optional.ofNullable(c.extent()).map(values::extent);
        return new LayerStatement.Pool(false, size, options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitAvgpool(BnnParser.AvgpoolContext c) {
        Optional<Extent> size = Optional.ofNullable(c.extent()).map(values::extent);
        return new LayerStatement.Pool(true, size, options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitUpsample(BnnParser.UpsampleContext c) {
        return new LayerStatement.Upsample(values.extent(c.extent()), options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitShuffle(BnnParser.ShuffleContext c) {
        return new LayerStatement.Shuffle(values.expr(c.expr()), options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitBatchnorm(BnnParser.BatchnormContext c) {
        return new LayerStatement.BatchNorm(options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitSign(BnnParser.SignContext c) {
        return new LayerStatement.Sign(options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitQuant(BnnParser.QuantContext c) {
        Optional<Expr> bits = Optional.of(values.expr(c.expr()));
        return new LayerStatement.Quantize(true, bits, options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitRelu(BnnParser.ReluContext c) {
        Optional<Expr> bits = Optional.ofNullable(c.expr()).map(values::expr);
        return new LayerStatement.Quantize(false, bits, options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitTernary(BnnParser.TernaryContext c) {
        return new LayerStatement.Ternary(options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitFlatten(BnnParser.FlattenContext c) {
        return new LayerStatement.Flatten(options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitDropout(BnnParser.DropoutContext c) {
        return new LayerStatement.Dropout(values.number(c.number()), options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitResidual(BnnParser.ResidualContext c) {
        return new LayerStatement.Residual(
                values.word(c.RESIDUAL()), body(c.body()), options(c.layerOption()), spans.of(c));
    }

    @Override
    public Statement visitConcat(BnnParser.ConcatContext c) {
        return new LayerStatement.Concat(
                values.word(c.CONCAT()),
                c.body().stream().map(this::body).toList(),
                options(c.layerOption()),
                spans.of(c));
    }

    @Override
    public Statement visitRepeat(BnnParser.RepeatContext c) {
        return new Statement.Repeat(values.expr(c.expr()), body(c.body()), spans.of(c));
    }

    @Override
    public Statement visitUse(BnnParser.UseContext c) {
        return new Statement.Use(
                values.word(c.CALL()), c.expr().stream().map(values::expr).toList(), spans.of(c));
    }

    @Override
    public Statement visitUnknownLayer(BnnParser.UnknownLayerContext c) {
        return new Statement.Unknown(
                values.word(c.getStart()), c.body() == null ? List.of() : body(c.body()), spans.of(c));
    }

    private List<LayerOption> options(List<BnnParser.LayerOptionContext> contexts) {
        return contexts.stream().map(options::visit).toList();
    }
}
