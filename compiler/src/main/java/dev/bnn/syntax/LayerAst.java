// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;

/** Parse tree to AST: statements of the layers section and of blocks. */
record LayerAst(Spans spans, Terms terms, Understood understood) {
    private static final Set<Class<?>> BODIES = Set.of(BnnParser.BodyContext.class);

    /**
     * The statements of a body; where one was not understood, {@link Statement.Incomplete} stands in its place. Of a body
     * with bodies in it and no end nobody knows which of them lacks its brace.
     */
    List<Statement> body(BnnParser.BodyContext body) {
        List<Statement> statements = new ArrayList<>();
        if (body != null && body.children != null) {
            body.children.forEach(c -> add(c, statements));
        }
        boolean nested =
                statements.stream().anyMatch(s -> s instanceof Statement.Residual || s instanceof Statement.Repeat);
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
        if (child instanceof BnnParser.StatementContext context && Understood.whole(context, BODIES)) {
            statements.add(statement(context));
        } else if (error || child instanceof BnnParser.StatementContext) {
            List<Word> words = understood.words(child, BODIES);
            List<Statement> inner = child instanceof BnnParser.StatementContext c ? inner(c) : List.of();
            Span span = words.isEmpty() ? Span.NONE : words.get(0).span();
            statements.add(new Statement.Incomplete(words, inner, span));
        }
    }

    private List<Statement> inner(BnnParser.StatementContext context) {
        BnnParser.BodyContext body = context.getRuleContext(BnnParser.BodyContext.class, 0);
        return body == null ? List.of() : body(body);
    }

    private Statement statement(BnnParser.StatementContext context) {
        Span span = spans.of(context);
        if (context instanceof BnnParser.ConvContext c) {
            return new Statement.Conv(terms.expr(c.expr()), options(c.layerOption()), span);
        }
        if (context instanceof BnnParser.DepthwiseContext c) {
            Optional<Word> channels = Optional.ofNullable(c.INT()).map(terms::word);
            return new Statement.Depthwise(channels, options(c.layerOption()), span);
        }
        if (context instanceof BnnParser.DenseContext c) {
            return new Statement.Dense(terms.expr(c.expr()), options(c.layerOption()), span);
        }
        if (context instanceof BnnParser.MaxpoolContext c) {
            Optional<Expr> size = Optional.ofNullable(c.expr()).map(terms::expr);
            return new Statement.Pool(false, size, options(c.layerOption()), span);
        }
        if (context instanceof BnnParser.AvgpoolContext c) {
            Optional<Expr> size = Optional.ofNullable(c.expr()).map(terms::expr);
            return new Statement.Pool(true, size, options(c.layerOption()), span);
        }
        if (context instanceof BnnParser.BatchnormContext c) {
            return new Statement.BatchNorm(options(c.layerOption()), span);
        }
        if (context instanceof BnnParser.SignContext c) {
            return new Statement.Sign(options(c.layerOption()), span);
        }
        if (context instanceof BnnParser.QuantContext c) {
            return new Statement.Quantize(true, terms.expr(c.expr()), options(c.layerOption()), span);
        }
        if (context instanceof BnnParser.ReluContext c) {
            return new Statement.Quantize(false, terms.expr(c.expr()), options(c.layerOption()), span);
        }
        if (context instanceof BnnParser.TernaryContext c) {
            return new Statement.Ternary(options(c.layerOption()), span);
        }
        if (context instanceof BnnParser.FlattenContext c) {
            return new Statement.Flatten(options(c.layerOption()), span);
        }
        if (context instanceof BnnParser.DropoutContext c) {
            return new Statement.Dropout(terms.number(c.number()), options(c.layerOption()), span);
        }
        if (context instanceof BnnParser.ResidualContext c) {
            return new Statement.Residual(terms.word(c.RESIDUAL()), body(c.body()), options(c.layerOption()), span);
        }
        if (context instanceof BnnParser.RepeatContext c) {
            return new Statement.Repeat(terms.expr(c.expr()), body(c.body()), span);
        }
        if (context instanceof BnnParser.UseContext c) {
            return new Statement.Use(
                    terms.word(c.CALL()), c.expr().stream().map(terms::expr).toList(), span);
        }
        BnnParser.UnknownLayerContext c = (BnnParser.UnknownLayerContext) context;
        return new Statement.Unknown(terms.word(c.getStart()), c.body() == null ? List.of() : body(c.body()), span);
    }

    private List<LayerOption> options(List<BnnParser.LayerOptionContext> contexts) {
        return contexts.stream().map(this::option).toList();
    }

    private LayerOption option(BnnParser.LayerOptionContext context) {
        Span span = spans.of(context);
        if (context instanceof BnnParser.KernelContext c) {
            return new LayerOption.Kernel(terms.expr(c.expr()), span);
        }
        if (context instanceof BnnParser.StrideContext c) {
            return new LayerOption.Stride(terms.expr(c.expr()), span);
        }
        if (context instanceof BnnParser.PaddingContext c) {
            return new LayerOption.Padding(c.SAME() != null, terms.number(c.padValue()), span);
        }
        if (context instanceof BnnParser.WeightsContext c) {
            Token type = c.getStop();
            return new LayerOption.Weights(terms.word(type), span);
        }
        if (context instanceof BnnParser.EpsContext c) {
            return new LayerOption.Eps(terms.number(c.number()), span);
        }
        if (context instanceof BnnParser.MomentumContext c) {
            return new LayerOption.Momentum(terms.number(c.number()), span);
        }
        BnnParser.AsContext c = (BnnParser.AsContext) context;
        return new LayerOption.As(terms.word(c.ID()), span);
    }
}
