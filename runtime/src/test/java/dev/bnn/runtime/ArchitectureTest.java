// SPDX-License-Identifier: Apache-2.0
package dev.bnn.runtime;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.bnn.runtime.internal.engine.vector.loops.VectorApiCounts;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Checks the module against docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses RUNTIME = new ClassFileImporter().importPath(Path.of("target", "classes"));

    @Test
    void needsNothingButTheBaseOfTheJdkToRun() {
        classes()
                .that()
                // Loaded only if the JVM has the module of the Vector API.
                .doNotHaveFullyQualifiedName(VectorApiCounts.class.getName())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.io..",
                        "java.nio..",
                        "java.util..",
                        "java.math..",
                        "org.jspecify.annotations",
                        "dev.bnn.runtime..")
                .check(RUNTIME);
    }

    /** Internal packages use only two value types of the public package. */
    @Test
    void internalPackagesKnowNoModel() {
        classes()
                .that()
                .resideInAPackage("dev.bnn.runtime.internal..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "jdk.incubator.vector", "dev.bnn.runtime.internal..")
                                .or(type(Dims.class))
                                .or(type(BnnFormatException.class)))
                .check(RUNTIME);
    }

    @Test
    void internalPackagesDependOneWay() {
        slices().matching("dev.bnn.runtime.internal.(**)")
                .should()
                .beFreeOfCycles()
                .check(RUNTIME);
    }

    @Test
    void productsAndSumsOfTheVectorEngineShareLayoutsAndLoopsOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("engine")
                .definedBy("dev.bnn.runtime.internal.engine.vector")
                .layer("product")
                .definedBy("dev.bnn.runtime.internal.engine.vector.product")
                .layer("channels")
                .definedBy("dev.bnn.runtime.internal.engine.vector.channels")
                .layer("planes")
                .definedBy("dev.bnn.runtime.internal.engine.vector.planes")
                .layer("loops")
                .definedBy("dev.bnn.runtime.internal.engine.vector.loops")
                .whereLayer("engine")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("product")
                .mayOnlyBeAccessedByLayers("engine")
                .whereLayer("channels")
                .mayOnlyBeAccessedByLayers("engine")
                .whereLayer("planes")
                .mayOnlyBeAccessedByLayers("engine", "product", "channels")
                .check(RUNTIME);
    }
}
