// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;

/** Parse tree to AST: entries of train and target sections. */
record EntryAst(Spans spans, Terms terms, Understood understood) {
    List<TrainEntry> train(BnnParser.RecipeContext recipe) {
        return entries(recipe, BnnParser.TrainEntryContext.class, this::train, TrainEntry.Incomplete::new);
    }

    List<TargetEntry> target(BnnParser.DesignContext design) {
        return entries(design, BnnParser.TargetEntryContext.class, this::target, TargetEntry.Incomplete::new);
    }

    /** In the order of the source; what was not understood is incomplete. */
    private <C extends ParserRuleContext, E> List<E> entries(
            ParserRuleContext list, Class<C> kind, Function<C, E> entry, BiFunction<List<Word>, Span, E> incomplete) {
        List<E> entries = new ArrayList<>();
        if (list == null || list.children == null) {
            return entries;
        }
        for (ParseTree child : list.children) {
            boolean listed = kind.isInstance(child);
            if (listed && Understood.whole(child)) {
                entries.add(entry.apply(kind.cast(child)));
            } else if (listed || child instanceof ErrorNode) {
                List<Word> words = understood.words(child, Set.of());
                if (!words.isEmpty()) {
                    entries.add(incomplete.apply(words, words.get(0).span()));
                }
            }
        }
        return entries;
    }

    private TrainEntry train(BnnParser.TrainEntryContext context) {
        Span span = spans.of(context);
        if (context instanceof BnnParser.DataContext c) {
            return new TrainEntry.Data(terms.word(c.ID() != null ? c.ID() : c.STRING()), span);
        }
        if (context instanceof BnnParser.CountContext c) {
            return new TrainEntry.Count(c.getStart().getText(), terms.number(c.number()), span);
        }
        if (context instanceof BnnParser.OptimizerContext c) {
            return new TrainEntry.Optimizer(
                    terms.word(c.ID()),
                    c.optimizerOption().stream().map(this::option).toList(),
                    span);
        }
        if (context instanceof BnnParser.RateContext c) {
            return new TrainEntry.Rate(
                    terms.number(c.number(0)),
                    schedule(c.schedule()),
                    Optional.ofNullable(c.number(1)).map(terms::number),
                    span);
        }
        if (context instanceof BnnParser.LossContext c) {
            return new TrainEntry.Loss(
                    terms.word(c.ID()),
                    c.lossOption().stream().map(this::lossOption).toList(),
                    span);
        }
        if (context instanceof BnnParser.AugmentContext c) {
            return new TrainEntry.Augment(
                    c.augmentation().stream().map(this::option).toList(), span);
        }
        if (context instanceof BnnParser.SteContext c) {
            return new TrainEntry.Ste(terms.word(c.ID()), span);
        }
        if (context instanceof BnnParser.StepContext c) {
            return new TrainEntry.Step(terms.word(c.ID()), span);
        }
        if (context instanceof BnnParser.PrecisionContext c) {
            return new TrainEntry.Precision(terms.word(c.getStop()), span);
        }
        if (context instanceof BnnParser.StartContext c) {
            return new TrainEntry.Start(terms.word(c.ID()), span);
        }
        if (context instanceof BnnParser.TeacherContext c) {
            return new TrainEntry.Teacher(
                    terms.word(c.ID()),
                    c.teacherOption().stream().map(this::option).toList(),
                    span);
        }
        if (context instanceof BnnParser.ClipContext c) {
            return new TrainEntry.Clip(Optional.ofNullable(c.number()).map(terms::number), span);
        }
        BnnParser.UnknownTrainContext c = (BnnParser.UnknownTrainContext) context;
        return new TrainEntry.Unknown(terms.word(c.getStart()), span);
    }

    private TrainEntry.Option option(ParserRuleContext context) {
        Optional<Numeral> value = Optional.ofNullable(context.getRuleContext(BnnParser.NumberContext.class, 0))
                .map(terms::number);
        return new TrainEntry.Option(context.getStart().getText(), value, spans.of(context));
    }

    private TrainEntry.LossOption lossOption(BnnParser.LossOptionContext context) {
        Span span = spans.of(context);
        if (context instanceof BnnParser.SmoothingContext c) {
            return new TrainEntry.LossOption.Smoothing(terms.number(c.number()), span);
        }
        BnnParser.ClassWeightsContext c = (BnnParser.ClassWeightsContext) context;
        return new TrainEntry.LossOption.Weights(
                Optional.ofNullable(c.ID()).map(terms::word),
                c.number().stream().map(terms::number).toList(),
                span);
    }

    private TrainEntry.Schedule schedule(BnnParser.ScheduleContext context) {
        if (context instanceof BnnParser.HalvedContext c) {
            return new TrainEntry.Schedule.Halved(terms.number(c.number()));
        }
        if (context instanceof BnnParser.SteppedContext c) {
            return new TrainEntry.Schedule.Stepped(terms.number(c.number(0)), terms.number(c.number(1)));
        }
        if (context instanceof BnnParser.DecayedContext c) {
            return new TrainEntry.Schedule.Decayed(terms.number(c.number()));
        }
        return context == null ? new TrainEntry.Schedule.Constant() : new TrainEntry.Schedule.Cosine();
    }

    private TargetEntry target(BnnParser.TargetEntryContext context) {
        Span span = spans.of(context);
        if (context instanceof BnnParser.ClockContext c) {
            return new TargetEntry.Clock(
                    terms.number(c.number()), Optional.ofNullable(c.ID()).map(terms::word), span);
        }
        if (context instanceof BnnParser.FpsContext c) {
            return new TargetEntry.Fps(
                    Optional.ofNullable(c.number()).map(terms::number),
                    Optional.ofNullable(c.ID()).map(terms::word),
                    span);
        }
        if (context instanceof BnnParser.FoldContext c) {
            return new TargetEntry.Fold(
                    terms.word(c.ID()),
                    c.foldOption().stream()
                            .filter(o -> !(o instanceof BnnParser.MemoryContext))
                            .map(this::factor)
                            .toList(),
                    c.foldOption().stream()
                            .filter(BnnParser.MemoryContext.class::isInstance)
                            .map(o -> storage((BnnParser.MemoryContext) o))
                            .toList(),
                    span);
        }
        if (context instanceof BnnParser.FifoContext c) {
            return new TargetEntry.Fifo(terms.word(c.ID()), terms.number(c.number()), span);
        }
        if (context instanceof BnnParser.ParametersContext c) {
            return new TargetEntry.Parameters(terms.word(c.ID()), span);
        }
        if (context instanceof BnnParser.OutputContext c) {
            return new TargetEntry.Output(
                    terms.word(c.ID()), Optional.ofNullable(c.number()).map(terms::number), span);
        }
        if (context instanceof BnnParser.ToolContext c) {
            return new TargetEntry.Tool(terms.word(c.ID()), span);
        }
        if (context instanceof BnnParser.BudgetContext c) {
            List<TargetEntry.Limit> limits = c.budgetLimit().stream()
                    .map(l -> new TargetEntry.Limit(terms.word(l.ID()), terms.number(l.number())))
                    .toList();
            return new TargetEntry.Budget(limits, span);
        }
        BnnParser.UnknownTargetContext c = (BnnParser.UnknownTargetContext) context;
        return new TargetEntry.Unknown(terms.word(c.getStart()), span);
    }

    private TargetEntry.Factor factor(BnnParser.FoldOptionContext context) {
        Span span = spans.of(context);
        if (context instanceof BnnParser.PeContext c) {
            return new TargetEntry.Factor("pe", terms.expr(c.expr()), span);
        }
        BnnParser.SimdContext c = (BnnParser.SimdContext) context;
        return new TargetEntry.Factor("simd", terms.expr(c.expr()), span);
    }

    private TargetEntry.Storage storage(BnnParser.MemoryContext context) {
        return new TargetEntry.Storage(terms.word(context.ID()), spans.of(context));
    }
}
