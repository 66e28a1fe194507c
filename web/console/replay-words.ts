/** Words for looking at an incident's minutes again. */
import { texts } from "../shared/i18n.svelte.ts";

export const rw = texts({
  replay: ["回放", "Replay"],
  past: [(code: string) => `回放 · ${code} · 非实时`, (code: string) => `Replay · ${code} · not live`],
  loading: ["正在读取记录…", "Reading the record…"],
  failed: ["记录读不出来", "The record can't be read"],
  play: ["播放", "Play"],
  pause: ["暂停", "Pause"],
  speed: ["速度", "Speed"],
  time: ["时刻", "Moment"],
  earlier: ["上一件", "The one before"],
  later: ["下一件", "The next"],
  toLive: ["回到实时", "Back to live"],
  asked: ["询问", "Asked"],
  going: ["途中", "Going"],
  there: ["到场", "On scene"],
  nameless: ["姓名已删除", "Name erased"],
  more: [(n: number) => `另有 ${n} 人只被询问`, (n: number) => `${n} more were only asked`],
  nobody: ["没有询问过任何人", "Nobody was asked"],
  hint: [
    "位置按记录还原；只含参与本起警情的人员",
    "Places as on record; only those who took part in this incident",
  ],
  open: ["尚未结束：在途人员的路迹在其任务结束后入记录", "Not over yet: ways are on record once an assignment has ended"],
  erased: ["部分路迹已随密钥删除", "Some ways were erased with their key"],
  cut: ["记录过长，只读了一部分", "The record is long; only a part was read"],
  locked: ["回放时不能操作", "No actions while replaying"],
  keys: ["回放：播放 · 逐件 · 速度", "Replay: play · step · speed"],
});
