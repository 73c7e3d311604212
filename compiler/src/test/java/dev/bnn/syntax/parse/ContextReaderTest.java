// SPDX-License-Identifier: Apache-2.0
package dev.bnn.syntax.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bnn.grammar.BnnParser;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated visitor has defaults, so a reader that forgets an alternative compiles; these tests find it. */
class ContextReaderTest {
    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("SectionReader$Sections", parts(BnnParser.SectionContext.class)),
                Arguments.of("StatementReader", alternatives(BnnParser.StatementContext.class)),
                Arguments.of("OptionReader", alternatives(BnnParser.LayerOptionContext.class)),
                Arguments.of("TrainEntryReader", alternatives(BnnParser.TrainEntryContext.class)),
                Arguments.of("TrainEntryReader$Schedules", alternatives(BnnParser.ScheduleContext.class)),
                Arguments.of("TrainEntryReader$LossOptions", alternatives(BnnParser.LossOptionContext.class)),
                Arguments.of("TargetEntryReader", alternatives(BnnParser.TargetEntryContext.class)),
                Arguments.of("TargetEntryReader$FoldOptions", alternatives(BnnParser.FoldOptionContext.class)),
                Arguments.of("ValueReader$Expressions", alternatives(BnnParser.ExprContext.class)));
    }

    /** The alternatives of a rule, each of which has a label. */
    private static List<String> alternatives(Class<? extends ParserRuleContext> rule) {
        return Arrays.stream(BnnParser.class.getDeclaredClasses())
                .filter(c -> c.getSuperclass().equals(rule))
                .map(ContextReaderTest::visit)
                .toList();
    }

    /** The rules that can be the only part of another rule. */
    private static List<String> parts(Class<? extends ParserRuleContext> rule) {
        return Arrays.stream(rule.getDeclaredMethods())
                .map(m -> m.getReturnType())
                .filter(ParserRuleContext.class::isAssignableFrom)
                .map(ContextReaderTest::visit)
                .toList();
    }

    private static String visit(Class<?> context) {
        return "visit" + context.getSimpleName().replaceAll("Context$", "");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void readsEveryAlternative(String reader, List<String> visits) throws ClassNotFoundException {
        assertThat(visits).hasSizeGreaterThan(1);
        assertThat(Class.forName("dev.bnn.syntax.parse." + reader).getDeclaredMethods())
                .extracting(m -> m.getName())
                .containsAll(visits);
    }
}
