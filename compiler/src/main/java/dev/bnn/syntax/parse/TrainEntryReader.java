// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import dev.bnn.grammar.BnnParser;
import dev.bnn.syntax.Numeral;
import dev.bnn.syntax.TrainEntry;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/** Parse tree to AST: entries of train sections. */
final class TrainEntryReader extends ContextReader<TrainEntry> {
    private final Spans spans;
    private final ValueReader values;
    private final Schedules schedules = new Schedules();
    private final LossOptions lossOptions = new LossOptions();

    TrainEntryReader(Spans spans, ValueReader values) {
        this.spans = spans;
        this.values = values;
    }

    @Override
    public TrainEntry visitData(BnnParser.DataContext c) {
        return new TrainEntry.Data(values.word(c.ID() != null ? c.ID() : c.STRING()), spans.of(c));
    }

    @Override
    public TrainEntry visitCount(BnnParser.CountContext c) {
        return new TrainEntry.Count(c.getStart().getText(), values.number(c.number()), spans.of(c));
    }

    @Override
    public TrainEntry visitOptimizer(BnnParser.OptimizerContext c) {
        return new TrainEntry.Optimizer(
                values.word(c.ID()),
                c.optimizerOption().stream().map(this::option).toList(),
                spans.of(c));
    }

    @Override
    public TrainEntry visitRate(BnnParser.RateContext c) {
        return new TrainEntry.Rate(
                values.number(c.number(0)),
                c.schedule() == null ? new TrainEntry.Schedule.Constant() : schedules.visit(c.schedule()),
                Optional.ofNullable(c.number(1)).map(values::number),
                spans.of(c));
    }

    @Override
    public TrainEntry visitLoss(BnnParser.LossContext c) {
        return new TrainEntry.Loss(
                values.word(c.ID()),
                c.lossOption().stream().map(lossOptions::visit).toList(),
                spans.of(c));
    }

    @Override
    public TrainEntry visitAugment(BnnParser.AugmentContext c) {
        return new TrainEntry.Augment(
                c.augmentation().stream().map(this::option).toList(), spans.of(c));
    }

    @Override
    public TrainEntry visitSte(BnnParser.SteContext c) {
        return new TrainEntry.Ste(values.word(c.ID()), spans.of(c));
    }

    @Override
    public TrainEntry visitStep(BnnParser.StepContext c) {
        return new TrainEntry.Step(values.word(c.ID()), spans.of(c));
    }

    @Override
    public TrainEntry visitPrecision(BnnParser.PrecisionContext c) {
        return new TrainEntry.Precision(values.word(c.getStop()), spans.of(c));
    }

    @Override
    public TrainEntry visitStart(BnnParser.StartContext c) {
        return new TrainEntry.Start(values.word(c.ID()), spans.of(c));
    }

    @Override
    public TrainEntry visitTeacher(BnnParser.TeacherContext c) {
        return new TrainEntry.Teacher(
                values.word(c.ID()),
                c.teacherOption().stream().map(this::option).toList(),
                spans.of(c));
    }

    @Override
    public TrainEntry visitClip(BnnParser.ClipContext c) {
        return new TrainEntry.Clip(Optional.ofNullable(c.number()).map(values::number), spans.of(c));
    }

    @Override
    public TrainEntry visitLatents(BnnParser.LatentsContext c) {
        return new TrainEntry.Latents(
                c.latentsRule().stream()
                        .map(rule -> new TrainEntry.LatentsRule(
                                values.word(rule.ID()),
                                Optional.ofNullable(rule.number()).map(values::number)))
                        .toList(),
                spans.of(c));
    }

    @Override
    public TrainEntry visitUnknownTrain(BnnParser.UnknownTrainContext c) {
        return new TrainEntry.Unknown(values.word(c.getStart()), spans.of(c));
    }

    private TrainEntry.Option option(ParserRuleContext context) {
        Optional<Numeral> value = Optional.ofNullable(context.getRuleContext(BnnParser.NumberContext.class, 0))
                .map(values::number);
        List<TrainEntry.OfLayer> layers = context.getRuleContexts(BnnParser.LayerDecayContext.class).stream()
                .map(c -> new TrainEntry.OfLayer(values.word(c.getStart()), values.number(c.number()), spans.of(c)))
                .toList();
        return new TrainEntry.Option(context.getStart().getText(), value, layers, spans.of(context));
    }

    private final class Schedules extends ContextReader<TrainEntry.Schedule> {
        @Override
        public TrainEntry.Schedule visitHalved(BnnParser.HalvedContext c) {
            return new TrainEntry.Schedule.Halved(values.number(c.number()));
        }

        @Override
        public TrainEntry.Schedule visitStepped(BnnParser.SteppedContext c) {
            return new TrainEntry.Schedule.Stepped(values.number(c.number(0)), values.number(c.number(1)));
        }

        @Override
        public TrainEntry.Schedule visitDecayed(BnnParser.DecayedContext c) {
            return new TrainEntry.Schedule.Decayed(values.number(c.number()));
        }

        @Override
        public TrainEntry.Schedule visitCosine(BnnParser.CosineContext c) {
            return new TrainEntry.Schedule.Cosine(
                    Optional.ofNullable(c.number(0)).map(values::number),
                    Optional.ofNullable(c.number(1)).map(values::number));
        }

        @Override
        public TrainEntry.Schedule visitOneCycle(BnnParser.OneCycleContext c) {
            return new TrainEntry.Schedule.OneCycle();
        }
    }

    private final class LossOptions extends ContextReader<TrainEntry.LossOption> {
        @Override
        public TrainEntry.LossOption visitSmoothing(BnnParser.SmoothingContext c) {
            return new TrainEntry.LossOption.Smoothing(values.number(c.number()), spans.of(c));
        }

        @Override
        public TrainEntry.LossOption visitClassWeights(BnnParser.ClassWeightsContext c) {
            return new TrainEntry.LossOption.Weights(
                    Optional.ofNullable(c.ID()).map(values::word),
                    c.number().stream().map(values::number).toList(),
                    spans.of(c));
        }
    }
}
