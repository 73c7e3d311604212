// SPDX-License-Identifier: Apache-2.0
package dev.bnn.exchange;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checks the module against docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses EXCHANGE = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void needsOnlyNetworksAndTheirIntegerForm() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "dev.bnn.exchange..",
                        "dev.bnn.source..",
                        "dev.bnn.model..",
                        "dev.bnn.ir..",
                        "dev.bnn.pass..",
                        "dev.bnn.check..",
                        "dev.bnn.runtime..")
                .check(EXCHANGE);
    }

    @Test
    void theFormatKnowsNoNetworks() {
        classes()
                .that()
                .resideInAPackage("dev.bnn.exchange.onnx..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.bnn.exchange.onnx..", "dev.bnn.exchange.wire..", "dev.bnn.runtime..")
                .check(EXCHANGE);
    }

    @Test
    void theWireAndEventsKnowNothingElse() {
        classes()
                .that()
                .resideInAnyPackage("dev.bnn.exchange.wire..", "dev.bnn.exchange.events..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.bnn.exchange.wire..", "dev.bnn.exchange.events..")
                .check(EXCHANGE);
    }

    @Test
    void packagesDependOneWay() {
        slices().matching("dev.bnn.exchange.(**)").should().beFreeOfCycles().check(EXCHANGE);
    }

    @Test
    void shapesAndLayersOfAnImportDoNotKnowEachOther() {
        slices().matching("dev.bnn.exchange.importer.(*)..")
                .should()
                .notDependOnEachOther()
                .check(EXCHANGE);
    }
}
