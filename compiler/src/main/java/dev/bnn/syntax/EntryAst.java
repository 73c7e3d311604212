package dev.bnn.syntax;

import dev.bnn.grammar.BnnParser;
import dev.bnn.source.Span;
import java.util.List;
import java.util.Optional;

/** Parse tree to AST: entries of train and target sections. */
record EntryAst(Spans spans, Terms terms) {
    TrainEntry train(BnnParser.TrainEntryContext context) {
        Span span = spans.of(context);
        if (context instanceof BnnParser.DataContext c) {
            return new TrainEntry.Data(terms.word(c.ID() != null ? c.ID() : c.STRING()), span);
        }
        if (context instanceof BnnParser.EpochsContext c) {
            return new TrainEntry.Count("epochs", terms.number(c.number()), span);
        }
        if (context instanceof BnnParser.BatchContext c) {
            return new TrainEntry.Count("batch", terms.number(c.number()), span);
        }
        if (context instanceof BnnParser.ValidationContext c) {
            return new TrainEntry.Count("validation", terms.number(c.number()), span);
        }
        if (context instanceof BnnParser.SeedContext c) {
            return new TrainEntry.Count("seed", terms.number(c.number()), span);
        }
        if (context instanceof BnnParser.OptimizerContext c) {
            return new TrainEntry.Optimizer(
                    terms.word(c.ID()),
                    c.optimizerOption().stream().map(this::option).toList(),
                    span);
        }
        if (context instanceof BnnParser.RateContext c) {
            return new TrainEntry.Rate(terms.number(c.number()), schedule(c.schedule()), span);
        }
        if (context instanceof BnnParser.LossContext c) {
            return new TrainEntry.Loss(terms.word(c.ID()), span);
        }
        if (context instanceof BnnParser.AugmentContext c) {
            return augment(c, span);
        }
        if (context instanceof BnnParser.ClipContext c) {
            return new TrainEntry.Clip(Optional.ofNullable(c.number()).map(terms::number), span);
        }
        BnnParser.UnknownTrainContext c = (BnnParser.UnknownTrainContext) context;
        return new TrainEntry.Unknown(terms.word(c.ID()), span);
    }

    private TrainEntry.Option option(BnnParser.OptimizerOptionContext context) {
        Span span = spans.of(context);
        if (context instanceof BnnParser.Beta1Context c) {
            return new TrainEntry.Option("beta1", terms.number(c.number()), span);
        }
        if (context instanceof BnnParser.Beta2Context c) {
            return new TrainEntry.Option("beta2", terms.number(c.number()), span);
        }
        BnnParser.EpsilonContext c = (BnnParser.EpsilonContext) context;
        return new TrainEntry.Option("epsilon", terms.number(c.number()), span);
    }

    private TrainEntry.Schedule schedule(BnnParser.ScheduleContext context) {
        if (context instanceof BnnParser.HalvedContext c) {
            return new TrainEntry.Schedule.Halved(terms.number(c.number()));
        }
        if (context instanceof BnnParser.DecayedContext c) {
            return new TrainEntry.Schedule.Decayed(terms.number(c.number()));
        }
        return context == null ? new TrainEntry.Schedule.Constant() : new TrainEntry.Schedule.Cosine();
    }

    private TrainEntry augment(BnnParser.AugmentContext context, Span span) {
        List<Numeral> crop = context.augmentation().stream()
                .filter(BnnParser.CropContext.class::isInstance)
                .map(c -> terms.number(((BnnParser.CropContext) c).number()))
                .toList();
        int flips = context.augmentation().size() - crop.size();
        return new TrainEntry.Augment(crop, flips, span);
    }

    TargetEntry target(BnnParser.TargetEntryContext context) {
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
        BnnParser.UnknownTargetContext c = (BnnParser.UnknownTargetContext) context;
        return new TargetEntry.Unknown(terms.word(c.ID()), span);
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
        return new TargetEntry.Storage(
                terms.word(context.ID() != null ? context.ID() : context.BLOCK()), spans.of(context));
    }
}
