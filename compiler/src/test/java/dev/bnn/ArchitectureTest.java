// SPDX-License-Identifier: Apache-2.0
package dev.bnn;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checks that the compiler follows docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses COMPILER = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void needsOnlyTheParserTemplatesJsonAndTheEngine() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        // The JDK's own XML reader.
                        "javax.xml.stream..",
                        "dev.bnn..",
                        "org.antlr.v4.runtime..",
                        "freemarker..",
                        "com.fasterxml.jackson..",
                        // Read by checkers, not at run time.
                        "org.jspecify.annotations..")
                .check(COMPILER);
    }

    @Test
    void packagesDependOneWay() {
        slices().matching("dev.bnn.(*)..").should().beFreeOfCycles().check(COMPILER);
    }

    @Test
    void networkAndIrKnowNoLaterStage() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.bnn.source..", "dev.bnn.model..", "dev.bnn.ir..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.bnn.syntax..",
                        "dev.bnn.check..",
                        "dev.bnn.npz..",
                        "dev.bnn.pass..",
                        "dev.bnn.dataflow..",
                        "dev.bnn.fold..",
                        "dev.bnn.estimate..",
                        "dev.bnn.sim..",
                        "dev.bnn.emit..",
                        "dev.bnn.template..",
                        "dev.bnn.tool..",
                        "dev.bnn.report..")
                .check(COMPILER);
    }

    @Test
    void pipelinesKnowNoBackEnd() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.bnn.dataflow..", "dev.bnn.fold..", "dev.bnn.estimate..", "dev.bnn.sim..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.bnn.emit..", "dev.bnn.report..", "freemarker..")
                .check(COMPILER);
    }

    @Test
    void aSimulatedUnitKnowsNoStreamsAndARunKnowsNoSearch() {
        noClasses()
                .that()
                .resideInAPackage("dev.bnn.sim.unit")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.bnn.sim", "dev.bnn.sim.process")
                .check(COMPILER);
        noClasses()
                .that()
                .resideInAPackage("dev.bnn.sim.process")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.bnn.sim")
                .check(COMPILER);
    }

    @Test
    void whatBackEndsShareKnowsNoneOfThem() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.bnn.emit.hls..", "dev.bnn.emit.rtl..", "dev.bnn.rtlsim..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.bnn.emit.hls..", "dev.bnn.emit.rtl..", "dev.bnn.rtlsim..")
                .check(COMPILER);
    }

    @Test
    void backEndsDoNotKnowEachOther() {
        slices().matching("dev.bnn.emit.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage("dev.bnn.emit.array", "dev.bnn.emit.board"))
                .check(COMPILER);
    }

    @Test
    void whatBackEndsShareDependsOneWay() {
        noClasses()
                .that()
                .resideInAPackage("dev.bnn.emit")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.bnn.emit.*..")
                .check(COMPILER);
        noClasses()
                .that()
                .resideInAPackage("dev.bnn.emit.array")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.bnn.emit.board")
                .check(COMPILER);
    }

    @Test
    void theCSimulationReadsAProjectAsAnyOtherProgramWould() {
        noClasses()
                .that()
                .resideInAPackage("dev.bnn.emit.hls.csim..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.bnn.emit.hls")
                .check(COMPILER);
    }

    @Test
    void whatAReportShowsKnowsNoPage() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.bnn.report.data", "dev.bnn.report.network", "dev.bnn.report.draw")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.bnn.report", "dev.bnn.report.explore")
                .check(COMPILER);
        slices().matching("dev.bnn.report.(*)..").should().beFreeOfCycles().check(COMPILER);
    }

    @Test
    void editorsAreOnTop() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.bnn.edit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.bnn.edit..")
                .check(COMPILER);
        noClasses()
                .that()
                .resideInAPackage("dev.bnn.edit")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.bnn.edit.*..")
                .check(COMPILER);
        slices().matching("dev.bnn.edit.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(COMPILER);
    }
}
