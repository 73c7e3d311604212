// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax;

import dev.bnn.grammar.BnnParser;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;

/** Parse tree to AST: entries of train sections. */
final class TrainEntryReader extends ContextReader<TrainEntry> {
    private final Spans spans;
    private final Terms terms;
    private final Schedules schedules = new Schedules();
    private final LossOptions lossOptions = new LossOptions();

    TrainEntryReader(Spans spans, Terms terms) {
        this.spans = spans;
        this.terms = terms;
    }

    @Override
    public TrainEntry visitData(BnnParser.DataContext c) {
        return new TrainEntry.Data(terms.word(c.ID() != null ? c.ID() : c.STRING()), spans.of(c));
    }

    @Override
    public TrainEntry visitCount(BnnParser.CountContext c) {
        return new TrainEntry.Count(c.getStart().getText(), terms.number(c.number()), spans.of(c));
    }

    @Override
    public TrainEntry visitOptimizer(BnnParser.OptimizerContext c) {
        return new TrainEntry.Optimizer(
                terms.word(c.ID()),
                c.optimizerOption().stream().map(this::option).toList(),
                spans.of(c));
    }

    @Override
    public TrainEntry visitRate(BnnParser.RateContext c) {
        return new TrainEntry.Rate(
                terms.number(c.number(0)),
                c.schedule() == null ? new TrainEntry.Schedule.Constant() : schedules.visit(c.schedule()),
                Optional.ofNullable(c.number(1)).map(terms::number),
                spans.of(c));
    }

    @Override
    public TrainEntry visitLoss(BnnParser.LossContext c) {
        return new TrainEntry.Loss(
                terms.word(c.ID()),
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
        return new TrainEntry.Ste(terms.word(c.ID()), spans.of(c));
    }

    @Override
    public TrainEntry visitStep(BnnParser.StepContext c) {
        return new TrainEntry.Step(terms.word(c.ID()), spans.of(c));
    }

    @Override
    public TrainEntry visitPrecision(BnnParser.PrecisionContext c) {
        return new TrainEntry.Precision(terms.word(c.getStop()), spans.of(c));
    }

    @Override
    public TrainEntry visitStart(BnnParser.StartContext c) {
        return new TrainEntry.Start(terms.word(c.ID()), spans.of(c));
    }

    @Override
    public TrainEntry visitTeacher(BnnParser.TeacherContext c) {
        return new TrainEntry.Teacher(
                terms.word(c.ID()), c.teacherOption().stream().map(this::option).toList(), spans.of(c));
    }

    @Override
    public TrainEntry visitClip(BnnParser.ClipContext c) {
        return new TrainEntry.Clip(Optional.ofNullable(c.number()).map(terms::number), spans.of(c));
    }

    @Override
    public TrainEntry visitUnknownTrain(BnnParser.UnknownTrainContext c) {
        return new TrainEntry.Unknown(terms.word(c.getStart()), spans.of(c));
    }

    private TrainEntry.Option option(ParserRuleContext context) {
        Optional<Numeral> value = Optional.ofNullable(context.getRuleContext(BnnParser.NumberContext.class, 0))
                .map(terms::number);
        return new TrainEntry.Option(context.getStart().getText(), value, spans.of(context));
    }

    private final class Schedules extends ContextReader<TrainEntry.Schedule> {
        @Override
        public TrainEntry.Schedule visitHalved(BnnParser.HalvedContext c) {
            return new TrainEntry.Schedule.Halved(terms.number(c.number()));
        }

        @Override
        public TrainEntry.Schedule visitStepped(BnnParser.SteppedContext c) {
            return new TrainEntry.Schedule.Stepped(terms.number(c.number(0)), terms.number(c.number(1)));
        }

        @Override
        public TrainEntry.Schedule visitDecayed(BnnParser.DecayedContext c) {
            return new TrainEntry.Schedule.Decayed(terms.number(c.number()));
        }

        @Override
        public TrainEntry.Schedule visitCosine(BnnParser.CosineContext c) {
            return new TrainEntry.Schedule.Cosine();
        }
    }

    private final class LossOptions extends ContextReader<TrainEntry.LossOption> {
        @Override
        public TrainEntry.LossOption visitSmoothing(BnnParser.SmoothingContext c) {
            return new TrainEntry.LossOption.Smoothing(terms.number(c.number()), spans.of(c));
        }

        @Override
        public TrainEntry.LossOption visitClassWeights(BnnParser.ClassWeightsContext c) {
            return new TrainEntry.LossOption.Weights(
                    Optional.ofNullable(c.ID()).map(terms::word),
                    c.number().stream().map(terms::number).toList(),
                    spans.of(c));
        }
    }
}
