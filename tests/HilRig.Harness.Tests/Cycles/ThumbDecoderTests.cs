using System.Buffers.Binary;
using System.Globalization;
using HilRig.Harness.Cycles.Decoding;

namespace HilRig.Harness.Tests.Cycles;

/// <summary>Encodings as GNU as gives them.</summary>
public class ThumbDecoderTests
{
    [TestCase("movs r0, #1", "2001", InstructionKind.Alu)]
    [TestCase("muls r0, r1", "4348", InstructionKind.Multiply)]
    [TestCase("mla r0, r1, r2, r3", "fb01 3002", InstructionKind.MultiplyAccumulate)]
    [TestCase("mls r0, r1, r2, r3", "fb01 3012", InstructionKind.MultiplyAccumulate)]
    [TestCase("smull r0, r1, r2, r3", "fb82 0103", InstructionKind.LongMultiply)]
    [TestCase("umlal r0, r1, r2, r3", "fbe2 0103", InstructionKind.LongMultiplyAccumulate)]
    [TestCase("sdiv r0, r1, r2", "fb91 f0f2", InstructionKind.Divide)]
    [TestCase("smlad r0, r1, r2, r3", "fb21 3002", InstructionKind.DspMultiply)]
    [TestCase("smlabb r0, r1, r2, r3", "fb11 3002", InstructionKind.DspMultiply)]
    [TestCase("smmul r0, r1, r2", "fb51 f002", InstructionKind.DspMultiply)]
    [TestCase("smlald r0, r1, r2, r3", "fbc2 01c3", InstructionKind.DspMultiply)]
    [TestCase("sxtb16 r0, r1", "fa2f f081", InstructionKind.Alu)]
    [TestCase("sadd16 r0, r1, r2", "fa91 f002", InstructionKind.Dsp)]
    [TestCase("qadd r0, r1, r2", "fa82 f081", InstructionKind.Dsp)]
    [TestCase("clz r0, r1", "fab1 f081", InstructionKind.Alu)]
    [TestCase("pkhbt r0, r1, r2", "eac1 0002", InstructionKind.Alu)]
    [TestCase("ssat r0, #8, r1", "f301 0007", InstructionKind.Alu)]
    [TestCase("ldr r0, [r1, #0]", "6808", InstructionKind.Load)]
    [TestCase("ldr r0, [r1, r2]", "5888", InstructionKind.Load)]
    [TestCase("ldr r0, [pc, #4]", "4801", InstructionKind.Load)]
    [TestCase("ldr.w r0, [r1, r2, lsl #2]", "f851 0022", InstructionKind.Load)]
    [TestCase("ldr.w r0, [r1], #4", "f851 0b04", InstructionKind.Load)]
    [TestCase("ldrsb.w r3, [r4, #300]", "f994 312c", InstructionKind.Load)]
    [TestCase("ldrsh r0, [r1, r2]", "5e88", InstructionKind.Load)]
    [TestCase("str r0, [r1, #4]", "6048", InstructionKind.Store)]
    [TestCase("str r0, [r1, r2]", "5088", InstructionKind.Store)]
    [TestCase("str.w r0, [r1, r2, lsl #2]", "f841 0022", InstructionKind.Store)]
    [TestCase("strb.w r0, [r1, #1]!", "f801 0f01", InstructionKind.Store)]
    [TestCase("ldrd r0, r1, [r2]", "e9d2 0100", InstructionKind.LoadPair)]
    [TestCase("strd r0, r1, [r2], #8", "e8e2 0102", InstructionKind.StorePair)]
    [TestCase("ldmia r0!, {r1, r2, r3}", "c80e", InstructionKind.LoadMultiple)]
    [TestCase("ldmia.w r0, {r1, r4, r8}", "e890 0112", InstructionKind.LoadMultiple)]
    [TestCase("stmia r0!, {r1, r2}", "c006", InstructionKind.StoreMultiple)]
    [TestCase("push {r4, r5, lr}", "b530", InstructionKind.StoreMultiple)]
    [TestCase("stmdb sp!, {r4, r5, r8, lr}", "e92d 4130", InstructionKind.StoreMultiple)]
    [TestCase("pop {r4, r5}", "bc30", InstructionKind.LoadMultiple)]
    [TestCase("pop {r4, pc}", "bd10", InstructionKind.LoadMultiplePc)]
    [TestCase("ldmia.w sp!, {r4, r8, pc}", "e8bd 8110", InstructionKind.LoadMultiplePc)]
    [TestCase("ldr.w pc, [sp], #4", "f85d fb04", InstructionKind.LoadPc)]
    [TestCase("b.n", "e7fe", InstructionKind.Branch)]
    [TestCase("beq.n", "d0fe", InstructionKind.Branch)]
    [TestCase("beq.w", "f43f affe", InstructionKind.Branch)]
    [TestCase("b.w", "f7ff bffe", InstructionKind.Branch)]
    [TestCase("bl", "f7ff fffe", InstructionKind.BranchLink)]
    [TestCase("blx r3", "4798", InstructionKind.BranchRegister)]
    [TestCase("bx lr", "4770", InstructionKind.BranchRegister)]
    [TestCase("mov pc, lr", "46f7", InstructionKind.BranchRegister)]
    [TestCase("cbz r0,", "b110", InstructionKind.CompareBranch)]
    [TestCase("cbnz r0,", "b910", InstructionKind.CompareBranch)]
    [TestCase("tbb [pc, r0]", "e8df f000", InstructionKind.TableBranch)]
    [TestCase("tbh [pc, r0, lsl #1]", "e8df f010", InstructionKind.TableBranch)]
    [TestCase("it eq", "bf08", InstructionKind.IfThen)]
    [TestCase("nopeq", "bf00", InstructionKind.Nop)]
    [TestCase("nop.w", "f3af 8000", InstructionKind.Nop)]
    [TestCase("dsb sy", "f3bf 8f4f", InstructionKind.Barrier)]
    [TestCase("isb sy", "f3bf 8f6f", InstructionKind.Barrier)]
    [TestCase("mrs r0, PRIMASK", "f3ef 8010", InstructionKind.StatusAccess)]
    [TestCase("cpsid i", "b672", InstructionKind.StatusAccess)]
    [TestCase("ldrex r0, [r1]", "e851 0f00", InstructionKind.Load)]
    [TestCase("strex r0, r1, [r2]", "e842 1000", InstructionKind.Store)]
    [TestCase("pld [r0]", "f890 f000", InstructionKind.Nop)]
    [TestCase("svc 0", "df00", InstructionKind.Unknown)]
    [TestCase("udf #0", "de00", InstructionKind.Unknown)]
    [TestCase("vadd.f32 s0, s1, s2", "ee30 0a81", InstructionKind.FloatAlu)]
    [TestCase("vmul.f32 s0, s1, s2", "ee20 0a81", InstructionKind.FloatAlu)]
    [TestCase("vmla.f32 s0, s1, s2", "ee00 0a81", InstructionKind.FloatMultiplyAccumulate)]
    [TestCase("vfma.f32 s0, s1, s2", "eea0 0a81", InstructionKind.FloatMultiplyAccumulate)]
    [TestCase("vdiv.f32 s0, s1, s2", "ee80 0a81", InstructionKind.FloatDivide)]
    [TestCase("vsqrt.f32 s0, s1", "eeb1 0ae0", InstructionKind.FloatDivide)]
    [TestCase("vcvt.f32.s32 s0, s0", "eeb8 0ac0", InstructionKind.FloatAlu)]
    [TestCase("vmov r0, s1", "ee10 0a90", InstructionKind.FloatAlu)]
    [TestCase("vmov r0, r1, s2, s3", "ec51 0a11", InstructionKind.FloatMovePair)]
    [TestCase("vldr s0, [r0]", "ed90 0a00", InstructionKind.FloatLoad)]
    [TestCase("vstr s0, [r0, #4]", "ed80 0a01", InstructionKind.FloatStore)]
    [TestCase("vldmia r0!, {s0-s3}", "ecb0 0a04", InstructionKind.FloatLoadMultiple)]
    [TestCase("vpush {s16-s19}", "ed2d 8a04", InstructionKind.FloatStoreMultiple)]
    [TestCase("vmrs APSR_nzcv, fpscr", "eef1 fa10", InstructionKind.FloatAlu)]
    [TestCase("dls lr, r3", "f043 e001", InstructionKind.LoopStart)]
    [TestCase("wls lr, r3, 2f", "f043 c029", InstructionKind.LoopStart)]
    [TestCase("dlstp.8 lr, r3", "f003 e001", InstructionKind.LoopStart)]
    [TestCase("le lr, 1b", "f00f c009", InstructionKind.LoopEnd)]
    [TestCase("letp lr, 1b", "f01f c00b", InstructionKind.LoopEnd)]
    [TestCase("vldrb.8 q0, [r0], #16", "ecb0 1e10", InstructionKind.VectorMemory)]
    [TestCase("vldrw.32 q0, [r0, q1, uxtw #2]", "fc90 0f43", InstructionKind.VectorMemory)]
    [TestCase("vstrw.32 q0, [r0]", "ed80 1f00", InstructionKind.VectorMemory)]
    [TestCase("vmladava.s8 r0, q0, q1", "eef0 0f22", InstructionKind.VectorAlu)]
    [TestCase("vadd.i32 q0, q0, q1", "ef20 0842", InstructionKind.VectorAlu)]
    [TestCase("vqrdmulh.s32 q0, q0, r1", "fe21 0e61", InstructionKind.VectorAlu)]
    [TestCase("vrshl.s32 q0, q1", "ef22 0540", InstructionKind.VectorAlu)]
    [TestCase("vpst", "fe71 0f4d", InstructionKind.VectorAlu)]
    [TestCase("vaddt.i32 q0, q0, q1", "ef20 0842", InstructionKind.VectorAlu)]
    [TestCase("vdup.32 q0, r0", "eea0 0b10", InstructionKind.FloatAlu)]
    [TestCase("csel r0, r1, r2, eq", "ea51 8002", InstructionKind.Alu)]
    [TestCase("vld20.8 {q0, q1}, [r0]", "fc90 1e00", InstructionKind.VectorMemory)]
    [TestCase("vfma.f32 q0, q1, r2", "ee33 0e42", InstructionKind.VectorAlu)]
    [TestCase("vmlaldava.s16 r0, r1, q0, q1", "ee80 0e22", InstructionKind.VectorAlu)]
    [TestCase("vmaxv.s8 r0, q0", "eee2 0f00", InstructionKind.VectorAlu)]
    [TestCase("vmov.32 q0[0], r1", "ee00 1b10", InstructionKind.FloatAlu)]
    [TestCase("sqrshr r0, r1", "ea50 1f2d", InstructionKind.Alu)]
    public void An_encoding_is_its_class(string text, string halfwords, InstructionKind kind)
    {
        var code = Code(halfwords);
        var instruction = ThumbDecoder.Decode(code);
        Assert.That((instruction.Kind, instruction.Bytes), Is.EqualTo((kind, code.Length)), text);
    }

    [TestCase("push {r4, r5, lr}", "b530", 3)]
    [TestCase("pop {r4, pc}", "bd10", 2)]
    [TestCase("ldmia.w r0, {r1, r4, r8}", "e890 0112", 3)]
    [TestCase("stmia r0!, {r1, r2}", "c006", 2)]
    [TestCase("ldrd r0, r1, [r2]", "e9d2 0100", 2)]
    [TestCase("vldmia r0!, {s0-s3}", "ecb0 0a04", 4)]
    [TestCase("vldr d0, [r0]", "ed90 0b00", 2)]
    public void Multiples_count_their_words(string text, string halfwords, int words) =>
        Assert.That(ThumbDecoder.Decode(Code(halfwords)).Registers, Is.EqualTo(words), text);

    [TestCase("ldr r0, [r1, r2]", "5888", 0x1, 0x6, true)]
    [TestCase("ldr r0, [r1]", "6808", 0x1, 0x2, false)]
    [TestCase("ldr r0, [sp, #4]", "9801", 0x1, 0x2000, false)]
    [TestCase("ldr r0, [pc, #4]", "4801", 0x1, 0x0, false)]
    [TestCase("ldr.w r0, [r1, r2, lsl #2]", "f851 0022", 0x1, 0x6, true)]
    [TestCase("ldr.w r0, [r1], #4", "f851 0b04", 0x1, 0x2, false)]
    [TestCase("ldrsb.w r3, [r4, #300]", "f994 312c", 0x8, 0x10, false)]
    [TestCase("str r0, [r1, r2]", "5088", 0x0, 0x6, true)]
    [TestCase("str r0, [r1, #4]", "6048", 0x0, 0x2, false)]
    public void A_load_names_what_it_writes_and_what_it_needs(string text, string halfwords, int loaded, int address, bool registerOffset)
    {
        var i = ThumbDecoder.Decode(Code(halfwords));
        Assert.That((i.Loaded, i.AddressRegisters, i.RegisterOffset), Is.EqualTo((loaded, address, registerOffset)), text);
    }

    [TestCase("")]
    [TestCase("f851")]
    public void Half_an_instruction_is_refused(string halfwords) =>
        Assert.That(() => ThumbDecoder.Decode(Code(halfwords)), Throws.ArgumentException.With.Message.Contains("give whole instructions"));

    internal static byte[] Code(string halfwords)
    {
        var parts = halfwords.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var code = new byte[2 * parts.Length];
        for (var i = 0; i < parts.Length; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(code.AsSpan(2 * i), ushort.Parse(parts[i], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return code;
    }
}
