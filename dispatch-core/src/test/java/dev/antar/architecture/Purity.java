package dev.antar.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchRule;

import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.TimerTask;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// What would make the engine's answer depend on anything but its commands.
final class Purity {

    private Purity() {}

    static ArchRule noClock() {
        return noClasses()
                .should()
                .dependOnClassesThat(
                        type(Clock.class)
                                .or(type(InstantSource.class))
                                .or(type(Timer.class))
                                .or(type(TimerTask.class)))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callCodeUnitWhere(
                        called(
                                "java.time.*.now()",
                                access -> inPackage(access, "java.time") && name(access, "now")))
                .as("the core gets the time with each command and never looks at a clock");
    }

    static ArchRule noThread() {
        return noClasses()
                .should()
                .dependOnClassesThat(
                        type(Thread.class)
                                .or(type(ThreadLocal.class))
                                .or(
                                        resideInAnyPackage("java.util.concurrent..")
                                                .and(DescribedPredicate.not(type(TimeUnit.class)))))
                .orShould()
                .callCodeUnitWhere(
                        called(
                                "parallel()",
                                access ->
                                        name(access, "parallel") || name(access, "parallelStream")))
                .as("the core runs on its caller's thread alone");
    }

    static ArchRule noUnseededRandom() {
        return noClasses()
                .should()
                .dependOnClassesThat(
                        type(SecureRandom.class).or(type(RandomGeneratorFactory.class)))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(SplittableRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Collections.class, "shuffle", java.util.List.class)
                .orShould()
                .callMethod(System.class, "identityHashCode", Object.class)
                .orShould()
                .callCodeUnitWhere(
                        called(
                                "RandomGenerator.getDefault() or of()",
                                access ->
                                        access.getTargetOwner()
                                                        .isEquivalentTo(RandomGenerator.class)
                                                && (name(access, "getDefault")
                                                        || name(access, "of"))))
                .as("what is random in the core comes from a seed");
    }

    static ArchRule noLogger() {
        return noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.slf4j..", "ch.qos.logback..", "java.util.logging..")
                                .or(type(System.Logger.class)))
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .as("the core says what happened in events, not in a log");
    }

    /// Road files are read before a region begins or beside it; the engine sees what comes out.
    static ArchRule noOutsideWorld() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("dev.antar.core.travel.road..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                        "java.net..",
                                        "java.nio.file..",
                                        "java.nio.channels..",
                                        "java.sql..",
                                        "javax.sql..",
                                        "io.vertx..",
                                        "io.netty..")
                                .or(
                                        anyOf(
                                                File.class,
                                                FileDescriptor.class,
                                                FileInputStream.class,
                                                FileOutputStream.class,
                                                FileReader.class,
                                                FileWriter.class,
                                                RandomAccessFile.class,
                                                Console.class)))
                .as("the core touches no file, socket or database");
    }

    static ArchRule noGraphOfRoads() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("dev.antar.core.travel.road..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.antar.core.travel.road..", "com.graphhopper..")
                .as("the engine gets a Reach with a job and never sees a graph of roads");
    }

    static ArchRule graphHopperInOneClass() {
        return noClasses()
                .that()
                .doNotHaveSimpleName("OsmRoads")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.graphhopper..")
                .as("only OsmRoads touches GraphHopper, which applications may leave out");
    }

    private static DescribedPredicate<JavaClass> anyOf(Class<?>... classes) {
        DescribedPredicate<JavaClass> any = DescribedPredicate.alwaysFalse();
        for (Class<?> each : classes) {
            any = any.or(type(each));
        }
        return any;
    }

    private static DescribedPredicate<JavaCodeUnitAccess<?>> called(
            String what, java.util.function.Predicate<JavaCodeUnitAccess<?>> test) {
        return DescribedPredicate.describe(what, test);
    }

    private static boolean inPackage(JavaCodeUnitAccess<?> access, String name) {
        return access.getTargetOwner().getPackageName().startsWith(name);
    }

    private static boolean name(JavaCodeUnitAccess<?> access, String name) {
        return access.getName().equals(name);
    }
}
